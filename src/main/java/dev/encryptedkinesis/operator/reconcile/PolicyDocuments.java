package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Resource policies, from the object that a spec has and from the text that AWS has. */
final class PolicyDocuments {

    private static final int LARGEST = 20 * 1024;

    private PolicyDocuments() {}

    /** @throws InvalidSpecException if AWS would not take it for a policy */
    static ResourcePolicy wanted(Map<String, Object> document) {
        if (!document.containsKey("Statement")) {
            throw new InvalidSpecException(
                    "resourcePolicy has no Statement. To have no policy, leave resourcePolicy out.");
        }
        String text = Serialization.asJson(document);
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new InvalidSpecException("resourcePolicy is larger than the 20 KiB that AWS takes.");
        }
        return new ResourcePolicy(text, document);
    }

    /** What AWS answers without a policy is empty in one way or another. */
    static ResourcePolicy found(Optional<String> text) {
        return text.filter(answer -> !answer.isBlank())
                .map(answer -> new ResourcePolicy(answer, document(answer)))
                .orElse(ResourcePolicy.NONE);
    }

    @SuppressWarnings("unchecked") // the names in a JSON object are strings
    static Map<String, Object> document(String text) {
        return Serialization.unmarshal(text, Map.class);
    }
}
