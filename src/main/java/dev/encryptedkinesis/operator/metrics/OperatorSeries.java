package dev.encryptedkinesis.operator.metrics;

/** Which operator this is, and whether it works. */
record OperatorSeries(Build build, Leadership leadership, Passes passes) implements Source {

    @Override
    public void read(Readings into) {
        into.add(Metric.BUILD_INFO, 1, build.version(), build.revision());
        into.add(Metric.LEADER, leadership.isOurs() ? 1 : 0);
        passes.last().ifPresent(at -> into.add(Metric.LAST_PASS, at.getEpochSecond()));
    }
}
