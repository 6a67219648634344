package dev.encryptedkinesis.operator.gitops;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How kstatus, the library that Flux and kpt judge objects with, reads one of a kind that it does not know. It follows
 * that library step by step, its peculiarities with it: whichever of Reconciling and Stalled comes first in the list
 * counts, an object without {@code observedGeneration} is not stale, and one that says nothing is Current.
 */
public final class Kstatus {

    /** kstatus's own words, in capitals. */
    public enum Verdict {
        TERMINATING,
        IN_PROGRESS,
        FAILED,
        CURRENT
    }

    private Kstatus() {}

    public static Verdict of(JsonNode object) {
        if (!object.at("/metadata/deletionTimestamp").asText("").isEmpty()) {
            return Verdict.TERMINATING;
        }
        if (isStale(object.at("/metadata/generation"), object.at("/status/observedGeneration"))) {
            return Verdict.IN_PROGRESS;
        }
        JsonNode conditions = object.at("/status/conditions");
        for (JsonNode condition : conditions) {
            if (is(condition, "Reconciling", "True")) {
                return Verdict.IN_PROGRESS;
            }
            if (is(condition, "Stalled", "True")) {
                return Verdict.FAILED;
            }
        }
        for (JsonNode condition : conditions) {
            if (is(condition, "Ready", "True")) {
                return Verdict.CURRENT;
            }
            if (is(condition, "Ready", "False") || is(condition, "Ready", "Unknown")) {
                return Verdict.IN_PROGRESS;
            }
        }
        return Verdict.CURRENT;
    }

    private static boolean isStale(JsonNode generation, JsonNode observed) {
        return !generation.isMissingNode() && !observed.isMissingNode() && generation.asLong() != observed.asLong();
    }

    private static boolean is(JsonNode condition, String type, String status) {
        return condition.path("type").asText().equals(type)
                && condition.path("status").asText().equals(status);
    }
}
