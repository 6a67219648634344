package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.stream.Assessment;
import java.util.Optional;

/** What people call a key: short enough for a column, and known to them from their spec where that is possible. */
final class KeyName {

    private static final String KEY_PREFIX = "key/";

    private KeyName() {}

    /** Of the key that the stream is under, which Kinesis reports in this form. */
    static String of(String keyId, Assessment assessment) {
        return shortened(specified(assessment).orElse(keyId));
    }

    /** The name in the spec, if it is of the key that the stream is under. */
    private static Optional<String> specified(Assessment assessment) {
        return assessment
                .currentKeyArn()
                .filter(current -> assessment
                        .wantedKey()
                        .known()
                        .filter(wanted -> wanted.arn().equals(current))
                        .isPresent())
                .map(arn -> assessment.desired().key().id());
    }

    /** Without the account and the Region of an ARN: alias/orders, or the key's id. */
    private static String shortened(String id) {
        String name = id.substring(id.lastIndexOf(':') + 1);
        return name.startsWith(KEY_PREFIX) ? name.substring(KEY_PREFIX.length()) : name;
    }
}
