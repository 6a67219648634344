package dev.encryptedkinesis.operator.bench;

import java.util.stream.DoubleStream;

/** Of many measurements of the same, the middle one and the ends. */
record Spread(double min, double median, double max) {

    static Spread of(DoubleStream measurements) {
        double[] sorted = measurements.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** @param format of each number */
    String text(String format) {
        return "%s / %s / %s".formatted(format.formatted(min), format.formatted(median), format.formatted(max));
    }
}
