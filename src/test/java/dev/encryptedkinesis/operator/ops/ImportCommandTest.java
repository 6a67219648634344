package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.kinesis.model.MetricsName;

class ImportCommandTest {

    private final SimulatedAws aws = SimulatedAws.builder(VirtualClock.create())
            .consistency(Consistency.STRONG)
            .delays(Delays.fixed(Duration.ofSeconds(1)))
            .build();
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private String key;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeStreams() {
        key = aws.console().createKey();
        aws.console().createActiveStream("orders", 3, Map.of("team", "shop", "encryptedkinesis.dev/uid", "u"));
        aws.console().encrypt("orders", key);
        aws.console().settle("orders");
        aws.console()
                .kinesis()
                .enableEnhancedMonitoring(
                        request -> request.streamName("orders").shardLevelMetrics(MetricsName.INCOMING_BYTES));
        aws.console().settle("orders");
        String arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
        aws.console()
                .kinesis()
                .registerStreamConsumer(request -> request.streamARN(arn).consumerName("billing"));
        aws.console()
                .kinesis()
                .putResourcePolicy(request -> request.resourceARN(arn).policy("{\"Statement\": []}"));
        aws.console().createActiveStream("Legacy_Events.", 1, Map.of());
    }

    @Test
    void everyStreamIsWrittenAsItIs() throws IOException, InterruptedException {
        assertThat(run()).isZero();

        List<EncryptedKinesisStream> manifests = Stream.of(output.toString().split("---\n"))
                .filter(document -> !document.isBlank())
                .map(document -> Serialization.unmarshal(document, EncryptedKinesisStream.class))
                .toList();
        assertThat(manifests)
                .satisfiesExactly(
                        legacy -> {
                            assertThat(legacy.getMetadata().getName()).matches("legacy-events-[0-9a-f]+");
                            assertThat(legacy.getSpec().streamName()).isEqualTo("Legacy_Events.");
                            assertThat(legacy.getSpec().key().awsManaged()).isNotNull();
                            assertThat(legacy.getSpec().shardLevelMetrics()).isNull();
                            assertThat(legacy.getSpec().fanOutConsumers()).isNull();
                            assertThat(legacy.getSpec().resourcePolicy()).isNull();
                        },
                        orders -> {
                            assertThat(orders.getMetadata().getName()).isEqualTo("orders");
                            assertThat(orders.getMetadata().getNamespace()).isEqualTo("shop");
                            assertThat(orders.getSpec().streamName()).isEqualTo("orders");
                            assertThat(orders.getSpec().region()).isEqualTo("eu-west-1");
                            assertThat(orders.getSpec().shards()).isEqualTo(3);
                            assertThat(orders.getSpec().retentionHours()).isEqualTo(24);
                            assertThat(orders.getSpec().key().id()).isEqualTo(key);
                            assertThat(orders.getSpec().maxRecordSizeKiB()).isEqualTo(1024);
                            assertThat(orders.getSpec().shardLevelMetrics()).containsExactly("IncomingBytes");
                            assertThat(orders.getSpec().fanOutConsumers()).containsExactly("billing");
                            assertThat(orders.getSpec().resourcePolicy()).isEqualTo(Map.of("Statement", List.of()));
                            assertThat(orders.getSpec().tags()).isEqualTo(Map.of("team", "shop"));
                            assertThat(orders.getSpec().adoptionPolicy()).isEqualTo("AdoptOnly");
                            assertThat(orders.getSpec().managementPolicy()).isEqualTo("ObserveOnly");
                        });
        assertThat(errors.toString()).startsWith("Legacy_Events. is not encrypted");
        assertThat(aws.journal().mutations()).isEmpty();
    }

    @Test
    void aFileThatExistsIsLeftAsItIs() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("orders.yaml"), "mine");

        assertThat(run("--output", folder.toString())).isZero();

        assertThat(folder.resolve("orders.yaml")).hasContent("mine");
        assertThat(errors.toString()).contains("orders.yaml exists, and is left as it is");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private int run(String... more) throws IOException, InterruptedException {
        ImportCommand command = new ImportCommand();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(output, true));
        line.parseArgs(Stream.concat(Stream.of("--region", "eu-west-1", "--namespace", "shop"), Stream.of(more))
                .toArray(String[]::new));
        return command.write(aws.kinesis(), new PrintWriter(errors, true));
    }
}
