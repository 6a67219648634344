package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of streams while AWS, the credentials or the operator itself fail. */
abstract class TroubleScenarios extends OperatorScenario {

    @Test
    void missingCredentialsAreToldAndTheirReturnIsNoticed() {
        keyNamed("alias/orders");
        aws().console().loseCredentials();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitStalled("orders", Reason.CredentialsUnusable);
        aws().console().restoreCredentials();

        awaitReady("orders");
        assertThat(events("orders").stream().filter("CredentialsUnusable"::equals))
                .hasSize(1);
    }

    @Test
    void whenAwsIsDownTheStatusSaysThatNothingIsKnown() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");

        aws().faults().on(Operation.DESCRIBE_STREAM_SUMMARY).always().fails("ServiceUnavailable", 503);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(condition("orders", ConditionType.Ready).getStatus()).isEqualTo("Unknown");
            assertThat(condition("orders", ConditionType.Encrypted).getStatus()).isEqualTo("True");
        });
        aws().faults().clear();

        awaitReady("orders");
    }

    @Test
    void anOperatorThatStopsAnywhereGoesOnWhereItWas() {
        keyNamed("alias/orders");
        apply("orders", """
                shards: 1
                retentionHours: 48
                key: {id: alias/orders}
                tags: {team: shop}
                """);
        for (int change = 1; change <= 3; change++) {
            int soFar = change;
            await().atMost(Duration.ofSeconds(30)).until(() -> changes().size() >= soFar);
            stopOperator();
            startOperator();
        }

        awaitReady("orders");
        assertThat(changes())
                .containsExactly(
                        Operation.CREATE_STREAM,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD);
    }

    @Test
    void aCreationWhoseAnswerIsLostIsRecognisedAsOurs() {
        keyNamed("alias/orders");
        aws().faults().on(Operation.CREATE_STREAM).times(1).losesTheAnswer();

        apply("orders", "{shards: 1, key: {id: alias/orders}}");

        awaitReady("orders");
        assertThat(changes(Operation.CREATE_STREAM)).isEqualTo(1);
    }
}
