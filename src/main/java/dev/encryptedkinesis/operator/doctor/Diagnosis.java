package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.stream.StreamId;
import java.util.Comparator;
import java.util.List;

/** All that was looked at, in order. */
public record Diagnosis(StreamId stream, List<Topic> topics) {

    /** A check and where it stands. */
    public record Placed(Topic topic, Check check) {}

    public Diagnosis {
        topics = List.copyOf(topics);
    }

    /** The worst of all. */
    public Outcome result() {
        return topics.stream()
                .map(Topic::outcome)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public List<Placed> checks() {
        return topics.stream()
                .flatMap(topic -> topic.checks().stream().map(check -> new Placed(topic, check)))
                .toList();
    }

    /** What is wrong, without what follows from something else that is; the first first. */
    public List<Placed> causes() {
        return checks().stream()
                .filter(placed -> switch (placed.check().outcome()) {
                    case BAD, UNREACHED -> placed.check().because().isEmpty();
                    case GOOD, UNKNOWN -> false;
                })
                .toList();
    }

    /** What could not be found out. */
    public List<Placed> unknowns() {
        return checks().stream()
                .filter(placed -> placed.check().outcome() == Outcome.UNKNOWN
                        && placed.check().because().isEmpty())
                .toList();
    }
}
