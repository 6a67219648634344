package dev.encryptedkinesis.operator.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The doctor as a person calls it, against kinesis-local and moto: needs {@code AWS_ENDPOINT_URL_KINESIS}, {@code _KMS},
 * {@code _IAM}, {@code _STS}, {@code _CLOUDWATCH} and {@code _CLOUDTRAIL}. moto has no SimulatePrincipalPolicy and no
 * LookupEvents, and does not speak the protocol in which CloudWatch is asked now: something is never known.
 */
@Tag("wire")
class DoctorWireTest {

    private static final String REGION = "us-east-1";

    private final SdkClientFactory factory = new SdkClientFactory("test");
    private final KinesisClient kinesis = factory.kinesis(Region.of(REGION));
    private final KmsClient kms = factory.kms(Region.of(REGION));
    private final String stream = "doctor-" + UUID.randomUUID();
    private String key;

    @BeforeEach
    void makeAnEncryptedStream() {
        // Without these, the stream would be made in an account that somebody pays for.
        assertThat(System.getenv())
                .containsKeys(
                        "AWS_ENDPOINT_URL_KINESIS",
                        "AWS_ENDPOINT_URL_KMS",
                        "AWS_ENDPOINT_URL_IAM",
                        "AWS_ENDPOINT_URL_STS",
                        "AWS_ENDPOINT_URL_CLOUDWATCH",
                        "AWS_ENDPOINT_URL_CLOUDTRAIL");
        key = kms.createKey(request -> {}).keyMetadata().arn();
        kinesis.createStream(request -> request.streamName(stream).shardCount(2));
        awaitActive();
        kinesis.startStreamEncryption(request ->
                request.streamName(stream).encryptionType(EncryptionType.KMS).keyId(key));
        awaitActive();
    }

    private void awaitActive() {
        await().atMost(20, SECONDS)
                .until(() -> kinesis.describeStreamSummary(request -> request.streamName(stream))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    @AfterEach
    void clear() {
        kinesis.deleteStream(request -> request.streamName(stream));
        kinesis.close();
        kms.close();
        factory.close();
    }

    @Test
    void aRecordGoesThereAndBackUnderTheKey() {
        DoctorRun run = run("--round-trip");

        assertThat(run.output())
                .contains("[ok] put: record ", "[ok] get: the same record, EncryptionType KMS")
                .contains("[ok] key: " + key + ": the stream was under it before and after");
        assertThat(run.output().lines().filter(line -> line.contains("[??] ") || line.contains("[!!] ")))
                .allMatch(line -> line.contains(stream)
                        || line.contains("KMS quota")
                        || line.contains("cloudwatch:GetMetricData")
                        || line.contains("cloudtrail:LookupEvents"));
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void whatIamDoesNotSayIsNotKnown() {
        DoctorRun run = run("--principal", "arn:aws:iam::123456789012:role/api");

        assertThat(run.output()).contains("SimulatePrincipalPolicy").doesNotContain("[!!]");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void aDisabledKeyIsFound() {
        kms.disableKey(request -> request.keyId(key.substring(key.lastIndexOf('/') + 1)));

        DoctorRun run = run();

        assertThat(run.output()).startsWith("[!!] Cause: key, state: Disabled").contains("aws kms enable-key");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private DoctorRun run(String... more) {
        StringWriter output = new StringWriter();
        int exitCode = new CommandLine(new Commands())
                .setOut(new PrintWriter(output, true))
                .execute(Stream.concat(
                                Stream.of("doctor", "--stream", stream, "--region", REGION, "--ascii"), Stream.of(more))
                        .toArray(String[]::new));
        return new DoctorRun(exitCode, output.toString());
    }
}
