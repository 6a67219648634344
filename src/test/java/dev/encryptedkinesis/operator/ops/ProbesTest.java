package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.ops.Probes.Verdict;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesTest {

    private final VirtualClock clock = VirtualClock.startingAt(Instant.now());
    private static final List<String> QUIET = List.of(
            "reconciliations_active{controller_name=\"encrypted-kinesis-operator\"} 0.0",
            "reconciliations_queue{controller_name=\"encrypted-kinesis-operator\"} 0.0");

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private int retentionHours = 24;
    private RunningOperator operator = new RunningOperator(clock);

    @AfterEach
    void stop() {
        operator.close();
    }

    /** A kubelet that restarted a Pod for not having started yet would never let it start. */
    @Test
    void beforeTheStartItIsAliveAndNotReady() {
        clock.advance(Duration.ofHours(1));

        assertThat(alive()).isEqualTo(Verdict.GOOD);
        assertThat(operator.probes().ready()).isEqualTo(new Probes.Answer(Verdict.BAD, "starting\n"));
    }

    @Test
    void onceItKnowsTheObjectsItIsReadyAndSaysWhatItDoes() {
        operator.start();
        assertThat(operator.probes().ready())
                .isEqualTo(
                        new Probes.Answer(Verdict.GOOD, "leader since %s%nno pass yet%n".formatted(clock.instant())));

        create();
        letItPass();

        assertThat(operator.probes().ready().text()).endsWith("last pass " + clock.instant() + "\n");
        assertThat(alive()).isEqualTo(Verdict.GOOD);
    }

    /** Else it would go on with its passes beside whoever leads then, and never lead again. */
    @Test
    void aReplicaThatLeadsNoMoreEnds() {
        operator.close();
        operator = new RunningOperator(clock, Map.of("POD_NAMESPACE", "default"));
        operator.start();
        await().until(() -> operator.metrics().leadership().isOurs());
        assertThat(operator.hasEnded()).isFalse();

        Edit.of(
                operator.kubernetes().leases().inNamespace("default").withName(StreamOperator.LEASE),
                lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("another")
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5))
                        .endSpec()
                        .build());

        await().atMost(Duration.ofSeconds(30)).until(operator::hasEnded);
        assertThat(operator.metrics().leadership().isOurs()).isFalse();
    }

    @Test
    void aReplicaThatWaitsToLeadIsReadyAndTellsOfNoObject() {
        operator.close();
        operator = new RunningOperator(clock, Map.of("POD_NAMESPACE", "default"));
        operator.kubernetes()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(StreamOperator.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("another")
                        .withLeaseDurationSeconds(3600)
                        .withAcquireTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .withLeaseTransitions(1)
                        .endSpec()
                        .build())
                .create();
        create();
        orders().editStatus(object -> {
            object.setStatus(operator.kubernetes()
                    .getKubernetesSerialization()
                    .unmarshal("conditions: [{type: Ready, status: \"True\"}]", EncryptedKinesisStreamStatus.class));
            return object;
        });
        operator.start();
        clock.advance(Probes.LONGEST_SILENCE.multipliedBy(2));

        assertThat(operator.probes().ready())
                .isEqualTo(new Probes.Answer(Verdict.GOOD, "standby: another replica leads\nno pass yet\n"));
        assertThat(alive()).isEqualTo(Verdict.GOOD);
        assertThat(operator.metrics().streams().all()).hasSize(1);
        assertThat(operator.metrics().text())
                .contains("encrypted_kinesis_leader 0.0")
                .doesNotContain("encrypted_kinesis_stream_condition");
    }

    @Test
    void aWatchThatEndedIsDeadAtOnce() {
        operator.start();
        assertThat(alive()).isEqualTo(Verdict.GOOD);

        operator.cluster().close();

        await().untilAsserted(() -> assertThat(operator.probes().alive())
                .isEqualTo(new Probes.Answer(Verdict.BAD, "a watch on the API server is dead\n")));
    }

    @Test
    void objectsThatNobodyLooksAtAreReasonForARestart() {
        create();
        operator.start();
        letItPass();

        clock.advance(Probes.LONGEST_SILENCE);
        assertThat(alive()).isEqualTo(Verdict.GOOD);
        Instant last = operator.metrics().passes().last().orElseThrow();
        clock.advance(Duration.ofMinutes(1));
        assertThat(operator.probes().alive())
                .isEqualTo(new Probes.Answer(
                        Verdict.BAD,
                        "no pass has ended for long, though objects are due; last pass %s%n".formatted(last)));

        letItPass();
        assertThat(alive()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void thatThereIsNothingToDoIsNoReason() {
        operator.start();

        clock.advance(Duration.ofDays(1));

        assertThat(alive()).isEqualTo(Verdict.GOOD);
    }

    /** Such as one whose deletion somebody else's finalizer holds up. */
    @Test
    void anObjectThatIsNotDueIsNoReason() {
        create();
        operator.start();
        letItPass();
        Edit.of(orders(), object -> {
            object.addFinalizer("example.com/holds-it");
            return object;
        });
        orders().delete();
        await().until(() -> operator.metrics().streams().all().allMatch(EncryptedKinesisStream::isMarkedForDeletion));

        clock.advance(Duration.ofDays(1));

        assertThat(alive()).isEqualTo(Verdict.GOOD);
    }

    /** A restart would mend nothing, and cost what the operator has learned. */
    @Test
    void thatAwsIsAwayIsNoReason() {
        operator.aws().console().loseCredentials();
        operator.start();
        create("payments", "{shards: 1, key: {awsManaged: {}}}");
        for (int look = 2; look <= 4; look++) {
            clock.advance(Probes.LONGEST_SILENCE.minusSeconds(1));
            stream("payments").patch(MERGE, "{\"spec\": {\"shards\": %d}}".formatted(look));
            await().until(() -> operator.metrics()
                    .passes()
                    .last()
                    .filter(clock.instant()::equals)
                    .isPresent());

            assertThat(alive()).isEqualTo(Verdict.GOOD);
        }

        assertThat(operator.metrics().text())
                .contains("type=\"Stalled\"} 1.0")
                .doesNotContain("reconciliations_failure_total");
    }

    private Verdict alive() {
        return operator.probes().alive().verdict();
    }

    /** Of a spec that cannot be followed: once that is told, there is no further pass for minutes. */
    private void create() {
        create("orders", "{key: {awsManaged: {}}, retentionHours: 24}");
    }

    private void create(String name, String spec) {
        operator.kubernetes()
                .resource("""
                        apiVersion: encryptedkinesis.dev/v1alpha1
                        kind: EncryptedKinesisStream
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(name, RunningOperator.NAMESPACE, spec))
                .create();
    }

    private Resource<EncryptedKinesisStream> orders() {
        return stream("orders");
    }

    private Resource<EncryptedKinesisStream> stream(String name) {
        return operator.kubernetes()
                .resources(EncryptedKinesisStream.class)
                .inNamespace(RunningOperator.NAMESPACE)
                .withName(name);
    }

    /** Has passes begin at the clock's time, and waits until all have ended. */
    private void letItPass() {
        awaitQuiet();
        orders().patch(MERGE, "{\"spec\": {\"retentionHours\": %d}}".formatted(++retentionHours));
        awaitQuiet();
    }

    private void awaitQuiet() {
        await().untilAsserted(() -> {
            EncryptedKinesisStream object = orders().get();
            assertThat(object.getStatus()).isNotNull();
            assertThat(object.getStatus().observedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
            assertThat(ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Stalled))
                    .isTrue();
            assertThat(operator.metrics().text()).contains(QUIET);
        });
    }
}
