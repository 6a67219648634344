package dev.encryptedkinesis.operator.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.gitops.ArgoHealth.Health;
import dev.encryptedkinesis.operator.gitops.Kstatus.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tools that deploy from Git make of an object, and whether they may: the promises that its status keeps. */
public final class GitOpsJudge {

    private final ArgoHealth argo;

    /** @param argo of the object's kind */
    public GitOpsJudge(ArgoHealth argo) {
        this.argo = argo;
    }

    /** What kstatus makes of an object with a status. */
    public Verdict verdict(JsonNode object) {
        return Kstatus.of(object);
    }

    public Health health(JsonNode object) {
        return argo.of(object);
    }

    /** What is wrong with an object as it is stored; empty if nothing is. */
    public List<String> complaints(JsonNode object) {
        List<String> complaints = new ArrayList<>();
        Verdict verdict = verdict(object);
        Health health = health(object);
        if (isSilent(object)) {
            expect(complaints, health.status() == ArgoHealth.Status.PROGRESSING, "is " + health + " without a status");
            return complaints;
        }
        boolean reconciling = is(object, "Reconciling", "True");
        boolean stalled = is(object, "Stalled", "True");
        boolean ready = is(object, "Ready", "True");
        expect(complaints, !(reconciling && stalled), "is Reconciling and Stalled");
        expect(complaints, ready != (reconciling || stalled), "is Ready, or else Reconciling or Stalled: not so");
        expect(complaints, !is(object, "Reconciling", "False"), "has Reconciling False, which is to be absent");
        expect(complaints, !is(object, "Stalled", "False"), "has Stalled False, which is to be absent");
        expect(
                complaints,
                verdict != Verdict.CURRENT || ready && generation(object) == observedGeneration(object),
                "claims to be Current without being Ready in its latest generation");
        expect(
                complaints,
                health.status() == asArgo(verdict, object),
                "is " + verdict + " to kstatus, and " + health + " to Argo CD");
        expect(complaints, !health.message().isBlank(), "has nothing to say to Argo CD");
        for (JsonNode condition : object.at("/status/conditions")) {
            expect(complaints, isWhole(condition, object), "has a condition that is not whole: " + condition);
        }
        return complaints;
    }

    /** What Argo CD is to say where kstatus says this. */
    private static ArgoHealth.Status asArgo(Verdict verdict, JsonNode object) {
        return switch (verdict) {
            case TERMINATING, IN_PROGRESS -> ArgoHealth.Status.PROGRESSING;
            case CURRENT -> ArgoHealth.Status.HEALTHY;
            // kstatus has no word for what waits for somebody's consent.
            case FAILED ->
                reason(object, "Stalled").filter("PlanOnly"::equals).isPresent()
                        ? ArgoHealth.Status.SUSPENDED
                        : ArgoHealth.Status.DEGRADED;
        };
    }

    private static void expect(List<String> complaints, boolean holds, String otherwise) {
        if (!holds) {
            complaints.add(otherwise);
        }
    }

    /** The operator has not yet seen it. */
    private static boolean isSilent(JsonNode object) {
        return object.at("/status/conditions").isEmpty();
    }

    private static boolean is(JsonNode object, String type, String status) {
        return find(object, type)
                .filter(condition -> condition.path("status").asText().equals(status))
                .isPresent();
    }

    /** Of that condition; empty if the object has none such. */
    public static Optional<String> reason(JsonNode object, String type) {
        return find(object, type).map(condition -> condition.path("reason").asText());
    }

    private static Optional<JsonNode> find(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    private static boolean isWhole(JsonNode condition, JsonNode object) {
        return condition.path("reason").asText().matches("[A-Za-z][A-Za-z0-9]*")
                && !condition.path("message").asText().isBlank()
                && condition.path("status").asText().matches("True|False|Unknown")
                && !condition.path("lastTransitionTime").asText().isEmpty()
                && isOfItsTime(condition, observedGeneration(object));
    }

    /** What is not looked at again, such as the key of a stream that goes with its object, stays as it was. */
    private static boolean isOfItsTime(JsonNode condition, long observed) {
        long generation = condition.path("observedGeneration").asLong();
        return condition.path("type").asText().equals("Ready") ? generation == observed : generation <= observed;
    }

    private static long generation(JsonNode object) {
        return object.at("/metadata/generation").asLong();
    }

    private static long observedGeneration(JsonNode object) {
        return object.at("/status/observedGeneration").asLong();
    }
}
