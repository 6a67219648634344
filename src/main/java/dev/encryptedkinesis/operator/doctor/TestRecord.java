package dev.encryptedkinesis.operator.doctor;

/**
 * The one record that a round trip writes. It says whose it is, so that whoever reads the stream can tell and ignore it; it
 * is the same always, and holds nothing else.
 */
public final class TestRecord {

    public static final String PARTITION_KEY = "encrypted-kinesis-operator-doctor";

    public static final String PAYLOAD =
            "{\"test\":\"encrypted-kinesis-operator doctor --round-trip\",\"ignore\":true}";

    private TestRecord() {}
}
