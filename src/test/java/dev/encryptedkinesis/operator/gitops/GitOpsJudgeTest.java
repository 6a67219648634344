package dev.encryptedkinesis.operator.gitops;

import static dev.encryptedkinesis.operator.gitops.Kstatus.Verdict.CURRENT;
import static dev.encryptedkinesis.operator.gitops.Kstatus.Verdict.FAILED;
import static dev.encryptedkinesis.operator.gitops.Kstatus.Verdict.IN_PROGRESS;
import static dev.encryptedkinesis.operator.gitops.Kstatus.Verdict.TERMINATING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The judge sees what it is there to see. */
class GitOpsJudgeTest {

    private static final String READY = "{type: Ready, status: 'True', reason: AsSpecified, message: fine"
            + ", lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 2}";
    private static final String NOT_READY = READY.replace("'True'", "'False'");
    private static final String RECONCILING = READY.replace("Ready", "Reconciling");
    private static final String STALLED = READY.replace("Ready", "Stalled");

    private final GitOpsJudge judge = new GitOpsJudge(ArgoHealth.in(ArgoHealth.STREAMS));

    @Test
    void kstatusLooksInItsOwnOrder() {
        assertThat(verdict(object(2, READY))).isEqualTo(CURRENT);
        assertThat(verdict(object(2, NOT_READY))).isEqualTo(IN_PROGRESS);
        assertThat(verdict(object(2, READY.replace("'True'", "Unknown")))).isEqualTo(IN_PROGRESS);
        assertThat(verdict(object(2, READY, RECONCILING))).isEqualTo(IN_PROGRESS);
        assertThat(verdict(object(2, READY, STALLED))).isEqualTo(FAILED);
        assertThat(verdict(object(2, STALLED, RECONCILING))).isEqualTo(FAILED);
        assertThat(verdict(object(2, RECONCILING, STALLED))).isEqualTo(IN_PROGRESS);
        assertThat(verdict(object(1, STALLED))).isEqualTo(IN_PROGRESS);
        assertThat(verdict(object(1, STALLED).replace("generation: 2", "generation: 2, deletionTimestamp: now")))
                .isEqualTo(TERMINATING);
        assertThat(verdict("metadata: {generation: 2}")).isEqualTo(CURRENT);
        assertThat(verdict("{metadata: {generation: 2}, status: {conditions: [%s]}}".formatted(STALLED)))
                .isEqualTo(FAILED);
    }

    @Test
    void whatIsAsItShouldBeGivesNoComplaint() {
        assertThat(Stream.of(
                                object(2, READY),
                                object(1, READY).replace("observedGeneration: 2}", "observedGeneration: 1}"),
                                object(2, NOT_READY, RECONCILING),
                                object(2, NOT_READY, STALLED),
                                object(2, NOT_READY, STALLED.replace("AsSpecified", "PlanOnly")),
                                "metadata: {generation: 1}")
                        .flatMap(object -> complaints(object).stream()))
                .isEmpty();
    }

    @Test
    void whatIsNotGivesOne() {
        assertThat(complaints(object(2, NOT_READY, RECONCILING, STALLED))).contains("is Reconciling and Stalled");
        assertThat(complaints(object(2, NOT_READY))).contains("is Ready, or else Reconciling or Stalled: not so");
        assertThat(complaints(object(2, READY, STALLED))).contains("is Ready, or else Reconciling or Stalled: not so");
        assertThat(complaints(object(2, READY, STALLED.replace("'True'", "'False'"))))
                .contains("has Stalled False, which is to be absent");
        assertThat(complaints("{metadata: {generation: 2}, status: {conditions: [%s]}}".formatted(READY)))
                .contains("claims to be Current without being Ready in its latest generation");
        assertThat(complaints(object(2, READY.replace("AsSpecified", "as asked"))))
                .singleElement()
                .asString()
                .startsWith("has a condition that is not whole");
        // Whichever comes first counts for kstatus; Argo CD's check looks for Reconciling first.
        assertThat(complaints(object(2, NOT_READY, STALLED, RECONCILING)))
                .anyMatch(complaint -> complaint.startsWith("is FAILED to kstatus"));
    }

    private static String object(int observedGeneration, String... conditions) {
        return "{metadata: {generation: 2}, status: {observedGeneration: %d, conditions: [%s]}}"
                .formatted(observedGeneration, String.join(", ", conditions));
    }

    private Kstatus.Verdict verdict(String yaml) {
        return judge.verdict(parsed(yaml));
    }

    private List<String> complaints(String yaml) {
        return judge.complaints(parsed(yaml));
    }

    private static JsonNode parsed(String yaml) {
        return new KubernetesSerialization().unmarshal("---\n" + yaml, JsonNode.class);
    }
}
