package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.Principal;

/**
 * Somebody for whom a statement is tried.
 *
 * @param label for people
 */
record Asker(Who who, Principal principal, String label) {

    private static final int LONGEST = 200;

    Asker(Who who, Principal principal) {
        this(who, principal, plain(principal.arn()));
    }

    /** Names from a policy may hold anything; what is long or not plainly printable is not repeated. */
    static String plain(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127) ? text : "a principal";
    }
}
