package dev.encryptedkinesis.operator.stream;

import java.util.Map;

/** A stream's resource policy. Two are equal if they mean the same: AWS may give back another text than it was given. */
public final class ResourcePolicy {

    /** That there is none. */
    public static final ResourcePolicy NONE = new ResourcePolicy("", Map.of());

    private final String text;
    private final Object meaning;

    /**
     * @param text as JSON
     * @param document the same, parsed: of maps, lists, strings, numbers and booleans
     */
    public ResourcePolicy(String text, Map<String, ?> document) {
        this.text = text;
        this.meaning = PolicyMeaning.of(document);
    }

    public String text() {
        return text;
    }

    /** Tells this policy from others in a few characters, and from no other that means the same. */
    public String fingerprint() {
        return Integer.toHexString(hashCode());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourcePolicy policy && meaning.equals(policy.meaning);
    }

    @Override
    public int hashCode() {
        return meaning.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
