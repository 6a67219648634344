package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Shortened;

/**
 * What is to be said by one condition.
 *
 * @param message what is so, of which object, and what to do about it if something must be done
 */
record Judgement(ConditionType type, Truth truth, Reason reason, String message) {

    /** A condition's status; the constants are spelled as Kubernetes spells them. */
    enum Truth {
        True,
        False,
        Unknown
    }

    /** A message is for people, and goes into Events, which are refused if they are longer. */
    private static final int LONGEST_MESSAGE = 1024;

    Judgement {
        message = Shortened.to(LONGEST_MESSAGE, message);
    }

    boolean isTrue() {
        return truth == Truth.True;
    }
}
