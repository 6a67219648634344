package dev.encryptedkinesis.operator.access.policy;

/** A context key as a policy writes it. */
final class ContextKey {

    private static final int LONGEST = 128;

    private ContextKey() {}

    /** For people: the key itself, if it is short and plain. */
    static String label(String key) {
        boolean isPlain = key.length() <= LONGEST && key.chars().allMatch(c -> c > ' ' && c < 127);
        return isPlain ? key : "a context key";
    }
}
