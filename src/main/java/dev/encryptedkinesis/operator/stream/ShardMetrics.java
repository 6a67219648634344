package dev.encryptedkinesis.operator.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metrics that CloudWatch is given for each shard.
 *
 * @param names as AWS spells them; {@link #ALL} stands for each that there is
 */
public record ShardMetrics(Set<String> names) {

    public static final String ALL = "ALL";

    public static final ShardMetrics NONE = new ShardMetrics(Set.of());

    private static final Set<String> KNOWN = Set.of(
            "IncomingBytes",
            "IncomingRecords",
            "OutgoingBytes",
            "OutgoingRecords",
            "WriteProvisionedThroughputExceeded",
            "ReadProvisionedThroughputExceeded",
            "IteratorAgeMilliseconds");

    public ShardMetrics {
        names = Set.copyOf(names);
    }

    /** First what is missing, so that a change from some metrics to others leaves no gap. */
    List<StreamAction> changesFrom(ShardMetrics found) {
        List<StreamAction> changes = new ArrayList<>();
        Set<String> missing = without(found);
        if (!missing.isEmpty()) {
            changes.add(new StreamAction.EnableMetrics(missing));
        }
        Set<String> surplus = found.without(this);
        if (!surplus.isEmpty()) {
            changes.add(new StreamAction.DisableMetrics(surplus));
        }
        return changes;
    }

    /** Those that the other lacks. A metric that is newer than this operator is not missing where all are wanted. */
    private Set<String> without(ShardMetrics other) {
        if (other.names.contains(ALL)) {
            return Set.of();
        }
        Set<String> rest = new HashSet<>(names);
        if (rest.remove(ALL)) {
            rest.addAll(KNOWN);
        }
        rest.removeAll(other.names);
        return rest;
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
    }
}
