package dev.encryptedkinesis.operator.status;

import static dev.encryptedkinesis.operator.stream.Situation.NOW;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.DeletionPlanner;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyAnswers;
import dev.encryptedkinesis.operator.stream.Situation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a pass over a situation tells, written so that a person can read it in a test. */
final class Told {

    static final StatusFactory STATUSES = new StatusFactory(Clock.fixed(NOW, ZoneOffset.UTC));
    static final EncryptedKinesisStreamStatus FIRST = STATUSES.notObserved(1L);

    private Told() {}

    static Turn turn(Situation situation) {
        return new Turn(situation.assess(), situation.plan(), Optional.empty());
    }

    static Turn refused(Situation situation, Failure failure) {
        return new Turn(situation.assess(), situation.plan(), Optional.of(failure));
    }

    static Turn deletion(Situation situation, Optional<Failure> failure) {
        Assessment assessment = situation.assess();
        return new Turn(assessment, new DeletionPlanner().plan(assessment), failure);
    }

    static EncryptedKinesisStreamStatus status(Turn turn) {
        return STATUSES.of(FIRST, 1L, turn);
    }

    static EncryptedKinesisStreamStatus status(Situation situation) {
        return status(turn(situation));
    }

    /** One line a condition: type, status, reason, message. The keys' ARNs are abbreviated: they would hide the rest. */
    static String conditions(EncryptedKinesisStreamStatus status) {
        return status.conditions().stream()
                .map(condition -> "%s=%s %s: %s\n"
                        .formatted(
                                condition.getType(),
                                condition.getStatus(),
                                condition.getReason(),
                                condition.getMessage()))
                .collect(Collectors.joining())
                .replace(KeyAnswers.KEY, "{key}")
                .replace(KeyAnswers.OTHER_KEY, "{other key}");
    }
}
