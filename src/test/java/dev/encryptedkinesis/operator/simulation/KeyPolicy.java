package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A key policy. AWS keeps the unique ids of the roles and users that it names: once one is deleted, the policy shows the
 * id, and another of the same name is not meant.
 *
 * @param document as it was given
 * @param named the unique ids by ARN
 */
record KeyPolicy(String document, Map<String, String> named) {

    static KeyPolicy of(String document, Identities identities, Instant at) {
        Map<String, String> named = new HashMap<>();
        identities
                .named(document)
                .forEach(arn -> identities.find(arn, at).ifPresent(found -> named.put(arn, found.uniqueId())));
        return new KeyPolicy(document, Map.copyOf(named));
    }

    String text(Identities identities, Instant at) {
        String text = document;
        for (Map.Entry<String, String> entry : named.entrySet()) {
            if (!identities.is(entry.getKey(), entry.getValue(), at)) {
                text = text.replace("\"" + entry.getKey() + "\"", "\"" + entry.getValue() + "\"");
            }
        }
        return text;
    }
}
