package dev.encryptedkinesis.operator.access.policy;

import java.util.List;

/** What is known of one context key of a request. */
sealed interface ContextValue {

    record Present(List<String> values) implements ContextValue {
        public Present {
            values = List.copyOf(values);
        }
    }

    record Absent() implements ContextValue {}

    record Unknown() implements ContextValue {}
}
