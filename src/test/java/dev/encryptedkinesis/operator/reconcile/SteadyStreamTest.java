package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.AwsConsole;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Service;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream costs with which all is well, and how soon it is noticed when it no longer is. */
class SteadyStreamTest {

    private static final String NAME = "orders";
    private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String PLAIN = "{shards: 1, key: {awsManaged: {}}, tags: {team: shop}}";
    private static final String WITH_CONSUMERS = "{shards: 1, key: {awsManaged: {}}, fanOutConsumers: [billing]}";
    /** It differs, and stays so: the stream is not encrypted. */
    private static final String OBSERVED = "{shards: 1, key: {awsManaged: {}}, managementPolicy: ObserveOnly}";

    private static final String WITH_ALL = """
            shards: 1
            key: {awsManaged: {}}
            tags: {team: shop}
            fanOutConsumers: [billing]
            resourcePolicy:
              Statement: [{Effect: Allow, Principal: {AWS: "444455556666"}, Action: "kinesis:PutRecord", Resource: "*"}]
            """;

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).build();
    private final AwsConsole console = aws.console();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, WITH_CONSUMERS, WITH_ALL, OBSERVED})
    void takesAtMostTwelveCallsAnHourOfKinesis(String spec) {
        if (spec.equals(OBSERVED)) {
            console.createActiveStream(NAME, 1, Map.of());
        }
        operator.apply(manifest(spec));
        operator.runFor(Duration.ofHours(1));
        aws.journal().clear();

        operator.runFor(Duration.ofHours(24));

        assertThat(aws.journal().mutations()).isEmpty();
        assertThat(aws.journal().entries().stream()
                        .filter(SteadyStreamTest::isOfKinesis)
                        .count())
                .isBetween(24L * 10, 24L * 12);
    }

    private static boolean isOfKinesis(JournalEntry entry) {
        return entry.operation().service() == Service.KINESIS;
    }

    @Test
    void aStoppedEncryptionIsNoticedWithinSixMinutes() {
        prepare(PLAIN);

        console.stopEncryption(NAME);

        assertNoticed(Duration.ofMinutes(6), () -> hasChanged(Operation.START_STREAM_ENCRYPTION));
    }

    @Test
    void aConsumerThatIsMissingIsNoticedWithinSixMinutes() {
        prepare(WITH_ALL);

        console.kinesis()
                .deregisterStreamConsumer(request -> request.streamARN(ARN).consumerName("billing"));

        assertNoticed(Duration.ofMinutes(6), () -> hasChanged(Operation.REGISTER_STREAM_CONSUMER));
    }

    @Test
    void anotherTagIsNoticedWithinAnHourOrSo() {
        prepare(PLAIN);

        console.kinesis().addTagsToStream(request -> request.streamName(NAME).tags(Map.of("team", "other")));

        assertNoticed(Duration.ofMinutes(66), () -> hasChanged(Operation.ADD_TAGS_TO_STREAM));
    }

    @Test
    void anotherPolicyIsNoticedWithinThreeHoursOrSo() {
        prepare(WITH_ALL);

        console.kinesis().putResourcePolicy(request -> request.resourceARN(ARN).policy("{\"Statement\": []}"));

        assertNoticed(Duration.ofMinutes(186), () -> hasChanged(Operation.PUT_RESOURCE_POLICY));
    }

    private void prepare(String spec) {
        operator.apply(manifest(spec));
        operator.runFor(Duration.ofHours(7));
        aws.journal().clear();
    }

    private boolean hasChanged(Operation operation) {
        return aws.journal().mutations().stream().anyMatch(entry -> entry.operation() == operation);
    }

    private void assertNoticed(Duration within, BooleanSupplier noticed) {
        assertThat(noticed.getAsBoolean()).isFalse();
        operator.runFor(within);
        assertThat(noticed.getAsBoolean()).isTrue();
    }

    private static EncryptedKinesisStream manifest(String spec) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec:
                %s""".formatted(NAME, spec.indent(2)), EncryptedKinesisStream.class);
    }
}
