package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.gitops.ArgoHealth;
import dev.encryptedkinesis.operator.gitops.ArgoHealth.Status;
import dev.encryptedkinesis.operator.gitops.ArgoTestdata;
import dev.encryptedkinesis.operator.gitops.GitOpsJudge;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What Argo CD's health check is tested with is what the operator writes. After a change of what it writes,
 * {@code mvn -q -B -ntp test -Dtest=ArgoTestdataTest -Dtestdata=write} writes the files anew.
 */
class ArgoTestdataTest extends OperatorScenario {

    private final ArgoTestdata testdata = ArgoTestdata.of(ArgoHealth.STREAMS);

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }

    @Test
    void theTestdataIsWhatTheOperatorWrites() {
        aStreamIsMade();
        somebodyIsToAct();
        somebodyIsToConsent();
        objectsAreDeleted();
        theSpecIsChangedWhileNobodyLooks();
        awsIsSilent();

        assertThat(testdata.differences()).isEmpty();
    }

    private void aStreamIsMade() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitReady("orders");
        record(
                "progressing_noStatus",
                Status.PROGRESSING,
                "orders",
                version -> version.at("/status").isMissingNode());
        recordFirst("progressing_creating", Status.PROGRESSING, "orders", Reason.Creating);
        recordFirst("progressing_encrypting", Status.PROGRESSING, "orders", Reason.Encrypting);
        recordFirst("healthy", Status.HEALTHY, "orders", Reason.AsSpecified);
    }

    private void somebodyIsToAct() {
        apply("payments", "{shards: 1, key: {id: alias/paymnets}}");
        awaitStalled("payments", Reason.KeyNotFound);
        recordFirst("degraded_keyNotFound", Status.DEGRADED, "payments", Reason.KeyNotFound);

        aws().console().createActiveStream("legacy", 2, Map.of());
        apply("legacy", "{shards: 1, key: {id: alias/orders}}");
        awaitStalled("legacy", Reason.NameTaken);
        recordFirst("degraded_nameTaken", Status.DEGRADED, "legacy", Reason.NameTaken);

        aws().console().createActiveStream("clicks", 2, Map.of());
        apply("clicks", "{shards: 1, key: {id: alias/orders}, managementPolicy: ObserveOnly}");
        awaitStalled("clicks", Reason.ObservedOnly);
        recordFirst("degraded_observedOnly", Status.DEGRADED, "clicks", Reason.ObservedOnly);
    }

    private void somebodyIsToConsent() {
        applyPlanned("planned", "{shards: 2, key: {id: alias/orders}}");
        awaitStalled("planned", Reason.PlanOnly);
        recordFirst("suspended_planOnly", Status.SUSPENDED, "planned", Reason.PlanOnly);
    }

    private void objectsAreDeleted() {
        apply("billing", "{shards: 1, key: {id: alias/orders}, deletionPolicy: Delete}");
        awaitReady("billing");
        aws().console()
                .kinesis()
                .registerStreamConsumer(request ->
                        request.streamARN(status("billing").streamARN()).consumerName("invoices"));
        aws().console().settle("billing");
        object("billing").delete();
        awaitStalled("billing", Reason.ConsumersRegistered);
        recordFirst("terminating_consumersRegistered", Status.PROGRESSING, "billing", Reason.ConsumersRegistered);
        apply("billing", "{shards: 1, key: {id: alias/orders}, deletionPolicy: DeleteWithConsumers}");
        awaitGone("billing");
        recordFirst("terminating", Status.PROGRESSING, "billing", Reason.Terminating);
    }

    private void theSpecIsChangedWhileNobodyLooks() {
        stopOperator();
        apply("orders", "{shards: 1, key: {id: alias/orders}, retentionHours: 48}");
        record(
                "progressing_staleGeneration",
                Status.PROGRESSING,
                "orders",
                version -> version.at("/metadata/generation").asInt() == 2);
        startOperator();
        awaitReady("orders");
    }

    private void awsIsSilent() {
        aws().faults().on(Operation.DESCRIBE_STREAM_SUMMARY).always().fails("ServiceUnavailable", 503);
        await().atMost(PATIENCE)
                .until(() ->
                        condition("orders", ConditionType.Ready).getReason().equals("AwsUnreachable"));
        recordFirst("progressing_awsUnreachable", Status.PROGRESSING, "orders", Reason.AwsUnreachable);
        aws().faults().clear();
    }

    private void recordFirst(String file, Status expected, String name, Reason reason) {
        record(
                file,
                expected,
                name,
                version -> GitOpsJudge.reason(version, ConditionType.Ready.name())
                        .filter(reason.name()::equals)
                        .isPresent());
    }

    private void record(String file, Status expected, String name, Predicate<JsonNode> what) {
        testdata.add(
                file,
                expected,
                versions()
                        .first(version -> version.at("/metadata/name").asText().equals(name) && what.test(version)));
    }
}
