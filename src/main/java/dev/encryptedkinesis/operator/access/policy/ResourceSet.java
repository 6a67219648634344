package dev.encryptedkinesis.operator.access.policy;

import java.util.List;

/** What a statement is about being done to: ARNs, with wildcards and variables. */
public sealed interface ResourceSet {

    List<String> patterns();

    /** A statement of a key policy without a resource has no effect, says the KMS developer guide. */
    record Unstated() implements ResourceSet {
        @Override
        public List<String> patterns() {
            return List.of();
        }
    }

    /** Resource: those. */
    record Only(List<String> patterns) implements ResourceSet {
        public Only {
            patterns = List.copyOf(patterns);
        }
    }

    /** NotResource: all but those. */
    record AllBut(List<String> patterns) implements ResourceSet {
        public AllBut {
            patterns = List.copyOf(patterns);
        }
    }
}
