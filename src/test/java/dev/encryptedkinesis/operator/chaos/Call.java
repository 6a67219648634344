package dev.encryptedkinesis.operator.chaos;

import java.time.Instant;

/**
 * A call as AWS got it, whether or not the answer found its way back.
 *
 * @param replica that made it, as its User-Agent says; empty: somebody else did
 * @param stream its name; empty if the call names none
 * @param key as given to StartStreamEncryption; empty with others
 * @param refusal AWS's error code; empty if AWS did what was asked
 */
record Call(Instant at, String replica, String operation, String stream, String key, String refusal) {

    boolean isAccepted() {
        return refusal.isEmpty();
    }

    /** Whether it is to change something. */
    boolean isChange() {
        return !operation.startsWith("Describe") && !operation.startsWith("List") && !operation.startsWith("Get");
    }
}
