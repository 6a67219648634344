package dev.encryptedkinesis.operator.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param id the same in all versions, for scripts
 * @param because id of the check that this one follows from: mended there, it is mended here
 */
public record Check(
        String id, String title, Outcome outcome, String detail, Optional<Fix> fix, Optional<String> because) {

    static Check good(String id, String title, String detail) {
        return of(id, title, Outcome.GOOD, detail);
    }

    static Check bad(String id, String title, String detail) {
        return of(id, title, Outcome.BAD, detail);
    }

    static Check unknown(String id, String title, String detail) {
        return of(id, title, Outcome.UNKNOWN, detail);
    }

    static Check of(String id, String title, Outcome outcome, String detail) {
        return new Check(id, title, outcome, detail, Optional.empty(), Optional.empty());
    }

    Check fixedBy(Fix remedy) {
        return new Check(id, title, outcome, detail, Optional.of(remedy), because);
    }

    Check following(String cause) {
        return new Check(id, title, outcome, detail, fix, Optional.of(cause));
    }
}
