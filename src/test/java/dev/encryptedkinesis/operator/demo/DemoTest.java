package dev.encryptedkinesis.operator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {

    private int exitCode;
    private List<String> lines;

    @BeforeAll
    void run() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        exitCode = Demo.run(new PrintStream(printed, true, StandardCharsets.UTF_8));
        lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void endsWithAStreamThatIsReadyAndEncrypted() {
        assertThat(exitCode).isZero();
        assertThat(lines)
                .filteredOn(line -> line.contains("payments "))
                .last()
                .satisfies(row -> assertThat(row).containsPattern("payments +True +True +alias/payments +4 +ACTIVE"));
    }

    @Test
    void isReadyOnlyOnceItIsEncrypted() {
        assertThat(lines).noneMatch(line -> line.matches(".*payments +True +(False|Unknown).*"));
    }

    @Test
    void encryptsUnderAKeyThatWasLookedAtBeforeTheStreamWasCreated() {
        assertThat(calls())
                .startsWith("kms:DescribeKey", "kinesis:CreateStream")
                .filteredOn(call -> !call.contains("Describe"))
                .containsExactly(
                        "kinesis:CreateStream",
                        "kinesis:StartStreamEncryption",
                        "kinesis:IncreaseStreamRetentionPeriod");
    }

    @Test
    void recordsThatArePutOnceItIsReadyAreEncrypted() {
        assertThat(lines).anyMatch(line -> line.endsWith("is answered with EncryptionType KMS"));
    }

    @Test
    void tellsEventsAsTheyCome() {
        assertThat(lines)
                .filteredOn(line -> line.contains("s  * "))
                .map(line -> line.replaceFirst(".*s  \\* (\\w+):.*", "$1"))
                .contains("StreamCreated", "EncryptionStarted", "Encrypted");
    }

    @Test
    void hasKubectlsColumns() {
        String[] columns = Arrays.stream(
                        EncryptedKinesisStream.class.getAnnotationsByType(AdditionalPrinterColumn.class))
                .filter(column -> column.priority() == 0)
                .map(column -> column.name().toUpperCase(Locale.ROOT))
                .toArray(String[]::new);

        assertThat(StreamRow.header().split(" +")).startsWith("NAME").containsSubsequence(columns);
    }

    /** The AWS calls, in their order. */
    private List<String> calls() {
        return lines.stream()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length > 1 && words[1].matches("(kms|kinesis):\\w+"))
                .map(words -> words[1])
                .toList();
    }
}
