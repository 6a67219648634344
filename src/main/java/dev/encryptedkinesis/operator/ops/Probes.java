package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.status.Times;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the kubelet is told: whether a restart may mend something, and whether the operator has come to work. */
final class Probes {

    /** An object has a pass every six minutes at the latest, whatever becomes of it: AWS being away ends a pass as well. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(20);

    private final RuntimeInfo sdk;
    private final OperatorMetrics known;
    private final Watches watches;
    private final Clock clock;

    /** @param text for people */
    record Answer(Verdict verdict, String text) {}

    enum Verdict {
        GOOD,
        BAD
    }

    Probes(Operator operator, OperatorMetrics known, Clock clock) {
        this.sdk = operator.getRuntimeInfo();
        this.known = known;
        this.watches = Watches.of(sdk, clock);
        this.clock = clock;
    }

    /** Whether the process does its work, as far as a restart could make a difference. Before the start it may take its time. */
    Answer alive() {
        if (!sdk.isStarted()) {
            return good("starting");
        }
        if (watches.areDead()) {
            return bad("a watch on the API server is dead");
        }
        return isSilent() ? bad("no pass has ended for long, though objects are due; " + lastPass()) : good("alive");
    }

    /** Whether it knows the objects, and works on them or waits to take over. */
    Answer ready() {
        if (!sdk.isStarted()) {
            return bad("starting");
        }
        if (!watches.areSynced()) {
            return bad("not all objects are known yet");
        }
        return good(role() + "\n" + lastPass());
    }

    private String role() {
        return known.leadership()
                .since()
                .map(since -> "leader since " + since)
                .orElse("standby: another replica leads");
    }

    private String lastPass() {
        return known.passes().last().map(last -> "last pass " + last).orElse("no pass yet");
    }

    /** What began less than that ago, this process as leader or an object, cannot have been passed over for so long. */
    private boolean isSilent() {
        Instant longAgo = clock.instant().minus(LONGEST_SILENCE);
        return known.leadership().since().filter(longAgo::isAfter).isPresent()
                && known.passes().last().filter(last -> !longAgo.isAfter(last)).isEmpty()
                && known.streams().all().anyMatch(object -> isDueSince(longAgo, object));
    }

    /** An object whose deletion somebody else's finalizer holds up has no passes. */
    private static boolean isDueSince(Instant time, EncryptedKinesisStream object) {
        return !object.isMarkedForDeletion()
                && Times.parse(object.getMetadata().getCreationTimestamp())
                        .filter(time::isAfter)
                        .isPresent();
    }

    private static Answer good(String text) {
        return new Answer(Verdict.GOOD, text + "\n");
    }

    private static Answer bad(String text) {
        return new Answer(Verdict.BAD, text + "\n");
    }
}
