package dev.encryptedkinesis.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What server-side apply makes of an object, without knowledge of who owns which field. The status is one manager's and
 * is replaced. Elsewhere fields are merged and none is ever removed; finalizers are a set that is added to, and other
 * lists are replaced.
 */
final class AppliedObject {

    private static final String FINALIZERS = "finalizers";

    private AppliedObject() {}

    static ObjectNode withStatusOf(ObjectNode current, ObjectNode applied) {
        ObjectNode result = current.deepCopy();
        if (applied.hasNonNull("status")) {
            result.set("status", applied.get("status"));
        } else {
            result.remove("status");
        }
        return result;
    }

    static ObjectNode merge(ObjectNode current, ObjectNode applied) {
        ObjectNode result = current.deepCopy();
        ObjectNode change = applied.deepCopy();
        change.remove("status");
        mergeInto(result, change);
        return result;
    }

    private static void mergeInto(ObjectNode target, ObjectNode change) {
        change.properties().forEach(field -> {
            JsonNode existing = target.path(field.getKey());
            if (existing instanceof ObjectNode object && field.getValue() instanceof ObjectNode fields) {
                mergeInto(object, fields);
            } else if (existing instanceof ArrayNode set && field.getKey().equals(FINALIZERS)) {
                addMissing(set, field.getValue());
            } else if (!field.getValue().isNull()) {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void addMissing(ArrayNode set, JsonNode additions) {
        for (JsonNode addition : additions) {
            boolean present = set.valueStream().anyMatch(addition::equals);
            if (!present) {
                set.add(addition);
            }
        }
    }
}
