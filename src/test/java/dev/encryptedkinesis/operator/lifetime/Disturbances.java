package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.StreamTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an object cannot know of its stream yet, because somebody else, or another object, has only just changed it. */
final class Disturbances {

    /** What is said may be as much out of date as AWS's answers are stale, and no more. */
    private static final Duration STALE = Duration.ofSeconds(5);

    /** How long a description counts that showed the stream encrypted: until that has settled, and somewhat longer. */
    private static final Duration REMEMBERED = Duration.ofSeconds(8);

    private final World world;
    private final VirtualCluster cluster;
    private final Map<String, Instant> byOtherObjects = new HashMap<>();
    private final Map<String, Instant> lookedAt = new HashMap<>();
    private Instant bySomebody = Instant.MIN;

    Disturbances(World world, VirtualCluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void somebodyActed() {
        bySomebody = world.clock().instant();
    }

    void passed(Pass pass) {
        pass.changes().stream()
                .map(JournalEntry::at)
                .max(Instant::compareTo)
                .ifPresent(at -> cluster.all().stream()
                        .map(object -> object.getMetadata().getUid())
                        .filter(uid -> !uid.equals(pass.uid()))
                        .forEach(uid -> byOtherObjects.put(uid, at)));
        if (pass.isAnswered()) {
            lookedAt.put(pass.uid(), pass.began());
        }
    }

    /** Whether AWS may have hidden something from a pass. One that waits in vain can take longer than AWS's answers are stale. */
    boolean mayBeHiddenFrom(EncryptedKinesisStream object, Pass pass) {
        return last(object)
                .plus(STALE)
                .isAfter(pass.asksKinesis() ? pass.began() : pass.began().minus(REMEMBERED));
    }

    /** Whether the object has not looked since something happened to the stream, be it that AWS was done with a change. */
    boolean areNewsFor(EncryptedKinesisStream object) {
        Instant last = Stream.of(
                        last(object),
                        world.aws()
                                .timeline(World.STREAM)
                                .flatMap(Disturbances::lastChange)
                                .orElse(Instant.MIN))
                .max(Instant::compareTo)
                .orElseThrow();
        return Optional.ofNullable(lookedAt.get(object.getMetadata().getUid()))
                .filter(looked -> !last.plus(STALE).isAfter(looked))
                .isEmpty();
    }

    private Instant last(EncryptedKinesisStream object) {
        Instant byOthers = byOtherObjects.getOrDefault(object.getMetadata().getUid(), Instant.MIN);
        return byOthers.isAfter(bySomebody) ? byOthers : bySomebody;
    }

    private static Optional<Instant> lastChange(StreamTimeline timeline) {
        return timeline.moments().stream().map(StreamTimeline.Moment::at).max(Instant::compareTo);
    }
}
