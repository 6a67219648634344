package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.stream.Effort;
import dev.encryptedkinesis.operator.stream.Failure;

/** Fits what AWS said into sentences of ours. AWS ends its own with a full stop, or does not. */
final class Said {

    private static final int MOST_COUNTED = 20;

    private Said() {}

    /** Without a full stop, for the middle of a sentence. */
    static String phrase(Failure failure) {
        return failure.message().replaceFirst("[\\s.]+$", "");
    }

    /** With one full stop. */
    static String sentence(Failure failure) {
        String phrase = phrase(failure);
        return phrase.endsWith("…") || phrase.endsWith("!") || phrase.endsWith("?") ? phrase : phrase + ".";
    }

    /** What is undone again and again. */
    static String undone(Effort effort) {
        return ("%d times AWS accepted %s, last at %s, and each time somebody else undid it. CloudTrail says who: settle"
                        + " which of the two is right. The operator tries again at %s.")
                .formatted(
                        effort.times(),
                        effort.change(),
                        Times.seconds(effort.lastAt()),
                        Times.seconds(effort.nextAt()));
    }

    /** What became of a request for a change that AWS did not accept, and what happens next. */
    static String refusal(Failure failure) {
        return switch (failure.kind()) {
            case AMBIGUOUS ->
                "No clear answer came to %s (%s). The operator looks what became of it before it does anything else."
                        .formatted(failure.operation(), phrase(failure));
            case TRANSIENT, THROTTLED, BUSY, CREATION_SLOTS_TAKEN, NOT_FOUND, ALREADY_EXISTS ->
                "AWS did not accept %s: %s The operator tries again.".formatted(failure.operation(), sentence(failure));
            case DENIED ->
                "AWS denies the operator %s: %s Allow it in the operator's IAM policy."
                        .formatted(failure.operation(), sentence(failure));
            case CREDENTIALS_UNUSABLE -> sentence(failure);
            case MISCONFIGURED ->
                "AWS rejects %s: %s Correct the spec; the operator tries again."
                        .formatted(failure.operation(), sentence(failure));
            case QUOTA_REACHED ->
                "A quota of AWS does not allow %s: %s The operator tries again; if it is the account's, have it raised."
                        .formatted(failure.operation(), sentence(failure));
            case KEY_DISABLED, KEY_IN_INVALID_STATE, KEY_ACCESS_DENIED, KEY_NOT_FOUND ->
                "AWS did not accept %s: %s Look at the key's policy and state."
                        .formatted(failure.operation(), sentence(failure));
        };
    }

    /** Of many, a round number: it does not change each time that one of them is done. */
    static String awaitsSlot(String stream, int before) {
        String others = before == 0
                ? "it is the next"
                : before == 1
                        ? "1 older object comes first"
                        : before <= MOST_COUNTED
                                ? before + " older objects come first"
                                : "more than %d older objects come first".formatted(rounded(before));
        return "AWS creates at most 5 streams of an account and Region at once; stream %s waits for its turn: %s."
                .formatted(stream, others);
    }

    private static int rounded(int number) {
        int unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        return number / unit * unit;
    }
}
