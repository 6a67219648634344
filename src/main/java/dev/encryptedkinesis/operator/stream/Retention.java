package dev.encryptedkinesis.operator.stream;

/**
 * How long records are to be kept.
 *
 * @param hours 24 to 8760
 * @param onDecrease a shorter retention discards records at once, so it has to be permitted
 */
public record Retention(int hours, OnDecrease onDecrease) {

    /** Hours that a stream has when it is created (Kinesis API reference). */
    public static final int OF_NEW_STREAM = 24;

    public enum OnDecrease {
        REFUSE,
        DISCARD_RECORDS
    }
}
