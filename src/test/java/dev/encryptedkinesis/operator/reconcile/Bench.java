package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.StatusFactory;
import dev.encryptedkinesis.operator.stream.KeyAnswers;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.tenancy.Limits;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One object, pass after pass, against answers that a test lays out; the status is kept as the API server keeps it. */
final class Bench {

    final FakeAws aws = new FakeAws();
    final Pace pace = new Pace(new Random(1));

    private final SteppedClock clock = new SteppedClock();
    private Tenure tenure = Tenure.FOR_LIFE;
    private StreamPass pass = newPass();
    private EncryptedKinesisStreamStatus status = new StatusFactory(clock).notObserved(1L);

    Bench() {
        usableKey();
    }

    void usableKey() {
        aws.hasKey(((KeyLookup.Found) KeyAnswers.enabled(KeyAnswers.KEY)).facts());
    }

    /** AWS has the stream as the situation shows it. */
    Bench showing(Situation situation) {
        Present present = situation.assess().present().orElseThrow();
        aws.has(present.description(), present.tags());
        return this;
    }

    Outcome run(Situation situation) {
        return run(situation, Claims.NONE);
    }

    Outcome run(Situation situation, Claims claims) {
        Outcome outcome = pass.run(task(situation, claims), status, 1L);
        status = outcome.status();
        return outcome;
    }

    Departure terminate(Situation situation) {
        Departure departure = pass.terminate(task(situation, Claims.NONE), status, 1L);
        if (departure instanceof Departure.Continues continues) {
            status = continues.outcome().status();
        }
        return departure;
    }

    private Task task(Situation situation, Claims claims) {
        return new Task(
                situation.desired(),
                Optional.empty(),
                claims,
                Limits.NONE,
                Optional.empty(),
                Situation.NOW,
                pass.sight());
    }

    void passes(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /** It is suspended, and another one may lead when it wakes up. */
    void isSuspended(Duration time) {
        Instant lastCertain = clock.now;
        tenure = now -> lastCertain;
        passes(time);
    }

    /** All that was remembered beside the status is gone. */
    void restarts() {
        pass = newPass();
    }

    private StreamPass newPass() {
        return new StreamPass(
                aws,
                new AccessPass(aws, new Unasked(), denial -> {}, clock),
                pace,
                now -> tenure.lastCertain(now),
                clock);
    }

    EncryptedKinesisStreamStatus status() {
        return status;
    }

    String condition(ConditionType type) {
        return ConditionList.find(status.conditions(), type).map(Bench::inShort).orElse("none");
    }

    static List<String> reasons(Outcome outcome) {
        return outcome.occurrences().stream()
                .map(Occurrence::reason)
                .map(Enum::name)
                .toList();
    }

    private static String inShort(Condition condition) {
        return condition.getStatus() + " " + condition.getReason();
    }

    private static final class SteppedClock extends Clock {

        private Instant now = Situation.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
