package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;

/**
 * Which statement of a document.
 *
 * @param index its place in the document, from 0
 */
public record StatementReference(Optional<String> sid, int index) {

    private static final int LONGEST_SID = 60;

    /** For people: the Sid, as far as it is short and plain, and else the place, counted from 1. */
    public String label() {
        return sid.filter(StatementReference::isPlain)
                .map(name -> "Statement \"" + name + "\"")
                .orElse("Statement " + (index + 1));
    }

    private static boolean isPlain(String sid) {
        return !sid.isBlank()
                && sid.length() <= LONGEST_SID
                && sid.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"');
    }
}
