package dev.encryptedkinesis.operator.doctor;

import java.util.Optional;

/**
 * What to do.
 *
 * @param text to be pasted: a policy, or a command
 */
public record Fix(String instruction, Optional<String> text) {

    static Fix of(String instruction) {
        return new Fix(instruction, Optional.empty());
    }

    static Fix pasting(String instruction, String text) {
        return new Fix(instruction, Optional.of(text));
    }
}
