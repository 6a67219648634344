package dev.encryptedkinesis.operator.metrics;

/** Which operator this is, and whether it works. */
record OperatorSeries(String version, Leadership leadership, Passes passes) implements Source {

    @Override
    public void read(Readings into) {
        into.add(Metric.BUILD_INFO, 1, version);
        into.add(Metric.LEADER, leadership.isOurs() ? 1 : 0);
        passes.last().ifPresent(at -> into.add(Metric.LAST_PASS, at.getEpochSecond()));
    }
}
