package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call of KMS, as CloudTrail has it.
 *
 * @param foundFrom when LookupEvents finds it, which is minutes after it happened
 * @param keyArns the resources by which it is found; of a denied call sometimes none
 * @param document all that CloudTrail tells, as JSON
 */
record TrailEvent(
        String id,
        Instant at,
        Instant foundFrom,
        String name,
        String username,
        String accessKeyId,
        List<String> keyArns,
        String document) {

    static final String SOURCE = "kms.amazonaws.com";

    /** How much CloudTrail tells of the request. */
    enum Detail {
        /** With the encryption context, and the key among the resources. */
        FULL,
        /** With the key among the resources only. */
        RESOURCES,
        /** With the key in the error message only. */
        MESSAGE
    }

    /** What a call was, and what came of it. */
    record Call(AccessRequest request, Optional<String> error, Detail detail) {
        String operation() {
            return request.action().substring(request.action().indexOf(':') + 1);
        }
    }
}
