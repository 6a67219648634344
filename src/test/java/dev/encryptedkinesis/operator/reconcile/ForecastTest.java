package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.ForecastStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.Occurrence;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of the use of KMS, against the simulated CloudWatch. */
class ForecastTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);

    @BeforeEach
    void thereIsAKeyAndSomebodyToUseIt() {
        aws.console().pointAlias("alias/orders", aws.console().createKey());
        aws.console().access().createRole("api");
    }

    @Test
    void aWarningComesOnceAndStaysUntilTheUseHasBeenLowerForHours() {
        declared("orders");
        operator.runFor(HOUR);
        assertThat(forecast("orders")).isEqualTo(new ForecastStatus("0.04", "0.00004 %", "0.31", null));

        aws.console().useKms(85_000);
        operator.runFor(Duration.ofMinutes(15));
        EncryptedKinesisStreamStatus near = operator.status("orders");
        assertThat(near.forecast().warning()).contains("over 80 % of the 100,000 requests a second");
        assertThat(warnings())
                .singleElement()
                .satisfies(told -> assertThat(told.note()).contains("85,000 times a second", "85 %"));

        aws.console().useKms(92_000);
        operator.runFor(HOUR);
        aws.console().useKms(100);
        operator.runFor(HOUR);
        assertThat(operator.status("orders")).isEqualTo(near);
        operator.runFor(HOUR.multipliedBy(3));
        assertThat(forecast("orders").warning()).isNull();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void oneLookInFiveMinutesHoweverManyStreams() {
        IntStream.range(0, 8).forEach(number -> declared("orders-" + number));
        operator.runFor(HOUR);
        aws.journal().clear();

        operator.runFor(HOUR);

        assertThat(aws.journal().count(Operation.GET_METRIC_DATA)).isBetween(10L, 12L);
    }

    @Test
    void nobodyLooksIfNobodyIsDeclared() {
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        operator.runFor(HOUR);

        assertThat(aws.journal().count(Operation.GET_METRIC_DATA)).isZero();
        assertThat(forecast("orders")).isNull();
    }

    @Test
    void withoutThePermissionNothingIsMissingButTheWarning() {
        aws.console().deny("cloudwatch:GetMetricData");
        aws.console().useKms(99_000);
        declared("orders");
        operator.runFor(HOUR.multipliedBy(3));

        assertThat(forecast("orders")).isEqualTo(new ForecastStatus("0.04", "0.00004 %", "0.31", null));
        assertThat(aws.journal().count(Operation.GET_METRIC_DATA)).isBetween(3L, 4L);

        aws.console().allow("cloudwatch:GetMetricData");
        operator.runFor(HOUR.plusMinutes(6));
        assertThat(forecast("orders").warning()).isNotNull();
    }

    private void declared(String name) {
        apply(name, """
                shards: 1
                key: {id: alias/orders}
                access: {producers: ["arn:aws:iam::123456789012:role/api"]}
                """);
    }

    private void apply(String name, String spec) {
        operator.apply(Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec:
                %s""".formatted(name, spec.indent(2)), EncryptedKinesisStream.class));
    }

    private ForecastStatus forecast(String name) {
        return operator.status(name).forecast();
    }

    private List<Occurrence> warnings() {
        return operator.occurrences().stream()
                .filter(told -> told.reason() == Reason.KmsQuotaNear)
                .toList();
    }
}
