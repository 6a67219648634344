package dev.encryptedkinesis.operator.stream;

/**
 * How long records are to be kept.
 *
 * @param hours 24 to 8760
 * @param onDecrease a shorter retention discards records at once, so it has to be permitted
 */
public record Retention(int hours, OnDecrease onDecrease) {

    public enum OnDecrease {
        REFUSE,
        DISCARD_RECORDS
    }
}
