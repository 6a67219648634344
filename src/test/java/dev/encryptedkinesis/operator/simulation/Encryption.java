package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.kinesis.model.EncryptionType;

/**
 * How a stream or a record is encrypted.
 *
 * @param type NONE or KMS
 * @param keyId the key in the form it was given, which is how describes show it; null without encryption
 * @param keyArn the key it stood for then; null without encryption
 * @param alias what becomes of records when the alias is moved
 */
record Encryption(EncryptionType type, String keyId, String keyArn, MovedAlias alias) {
    static final Encryption NONE = new Encryption(EncryptionType.NONE, null, null, MovedAlias.IGNORED);

    /** No documentation says whether Kinesis goes on with the old key when an alias is moved: drawn by seed. */
    enum MovedAlias {
        IGNORED,
        FOLLOWED
    }

    static Encryption under(String keyId, String keyArn, MovedAlias alias) {
        return new Encryption(EncryptionType.KMS, keyId, keyArn, alias);
    }

    boolean isOn() {
        return type == EncryptionType.KMS;
    }

    boolean followsAlias() {
        return isOn() && keyId.contains("alias/") && alias == MovedAlias.FOLLOWED;
    }

    /** For a record that is written under another key than the one that the alias stood for first. */
    Encryption withKey(String movedToArn) {
        return new Encryption(type, keyId, movedToArn, alias);
    }
}
