package dev.encryptedkinesis.operator.doctor;

/** How a record is stored, as Kinesis says with the record. */
public enum RecordEncryption {
    KMS,
    NONE,
    NOT_TOLD
}
