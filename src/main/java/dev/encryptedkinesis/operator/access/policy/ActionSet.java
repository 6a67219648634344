package dev.encryptedkinesis.operator.access.policy;

import java.util.List;

/** What a statement is about being done: actions as {@code kms:Decrypt}, with wildcards, whatever their case. */
public sealed interface ActionSet {

    List<String> patterns();

    /** Action: those. */
    record Only(List<String> patterns) implements ActionSet {
        public Only {
            patterns = List.copyOf(patterns);
        }
    }

    /** NotAction: all but those. */
    record AllBut(List<String> patterns) implements ActionSet {
        public AllBut {
            patterns = List.copyOf(patterns);
        }
    }

    default boolean contains(String action) {
        boolean listed = patterns().stream()
                .anyMatch(pattern -> WildcardPattern.ofAction(pattern).matches(WildcardPattern.lowerCase(action)));
        return this instanceof Only == listed;
    }
}
