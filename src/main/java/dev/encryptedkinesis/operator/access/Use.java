package dev.encryptedkinesis.operator.access;

import java.util.List;

/** What a principal does with a stream, and the permissions that this takes (Kinesis developer guide, KMS guide). */
public enum Use {
    /** Puts records, one by one or many at once: Kinesis has KMS make a data key, with the producer's own permissions. */
    PRODUCER("Producer", List.of(List.of("kinesis:PutRecord"), List.of("kinesis:PutRecords")), "GenerateDataKey"),

    /** Gets records: Kinesis has KMS decrypt data keys, with the consumer's own permissions. */
    CONSUMER("Consumer", List.of(List.of("kinesis:GetShardIterator", "kinesis:GetRecords")), "Decrypt");

    private final String inWords;
    private final List<List<String>> ways;
    private final String keyOperation;

    Use(String inWords, List<List<String>> ways, String keyOperation) {
        this.inWords = inWords;
        this.ways = ways;
        this.keyOperation = keyOperation;
    }

    /** As people write it. */
    public String inWords() {
        return inWords;
    }

    /** IAM actions on the stream: one of these lists is needed, and of that all. */
    public List<List<String>> ways() {
        return ways;
    }

    /** All actions of all ways. */
    public List<String> streamActions() {
        return ways.stream().flatMap(List::stream).toList();
    }

    /** The operation of KMS, as grants name it. */
    public String keyOperation() {
        return keyOperation;
    }

    /** The IAM action on the key. */
    public String keyAction() {
        return "kms:" + keyOperation;
    }
}
