package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.PutOffException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenialLookTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final DenialLog.Page NOTHING = new DenialLog.Page(List.of(), Optional.empty());
    private static final DenialLog.Page NOTHING_YET = new DenialLog.Page(List.of(), Optional.of("place"));

    private final List<DenialLog.Question> asked = new ArrayList<>();
    private Function<DenialLog.Question, DenialLog.Page> answer = question -> NOTHING;
    private final List<Denial> news = new ArrayList<>();
    private final DenialLook look = new DenialLook(
            "eu-west-1",
            () -> question -> {
                asked.add(question);
                return answer.apply(question);
            },
            news::add);
    private Instant now = BEGIN;

    @Test
    void beginsWithTheLastHourOfBothOperations() {
        look.look(now);

        assertThat(asked)
                .containsExactly(
                        question(Use.PRODUCER, Duration.ofHours(1), Optional.empty()),
                        question(Use.CONSUMER, Duration.ofHours(1), Optional.empty()));
    }

    @Test
    void looksEveryFiveMinutesFromWhereCloudTrailMayHaveBeenLate() {
        look.look(now);
        asked.clear();

        after(Duration.ofMinutes(4).plusSeconds(59));
        assertThat(asked).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(asked).extracting(DenialLog.Question::from).containsOnly(BEGIN.minus(Duration.ofMinutes(15)));
    }

    @Test
    void anEventThatIsFoundTwiceIsOne() {
        answer = question -> new DenialLog.Page(List.of(denial("1", BEGIN)), Optional.empty());
        look.look(now);
        after(Duration.ofMinutes(5));

        assertThat(look.denials(now)).containsExactly(denial("1", BEGIN));
        assertThat(news).as("counted once").containsExactly(denial("1", BEGIN));
    }

    @Test
    void whatIsMoreThanAnHourAgoOrInTheFutureIsOfNoInterest() {
        answer = question -> new DenialLog.Page(
                List.of(
                        denial("1", BEGIN.minus(Duration.ofMinutes(59))),
                        denial("2", BEGIN.minus(Duration.ofMinutes(61))),
                        denial("3", BEGIN.plus(Duration.ofDays(1)))),
                Optional.empty());
        look.look(now);

        assertThat(look.denials(now)).extracting(Denial::eventId).containsExactly("1");
        assertThat(look.denials(now.plus(Duration.ofMinutes(2)))).isEmpty();
    }

    @Test
    void aLookGoesOnInRoundsAndHasAnEnd() {
        answer = question -> NOTHING_YET;
        look.look(now);
        after(Duration.ofSeconds(14));
        assertThat(asked).hasSize(2);

        for (int second = 0; second < 240; second++) {
            after(Duration.ofSeconds(1));
        }
        assertThat(asked).hasSize(2 * DenialLook.MOST_ROUNDS);
        assertThat(asked.subList(2, asked.size()))
                .allSatisfy(question -> assertThat(question.token()).contains("place"))
                .extracting(DenialLog.Question::to)
                .containsOnly(BEGIN);
    }

    @Test
    void whatIsReadToItsEndIsNotAskedForAgain() {
        answer = question -> question.use() == Use.CONSUMER && question.token().isEmpty() ? NOTHING_YET : NOTHING;
        look.look(now);
        after(Duration.ofSeconds(15));
        after(Duration.ofSeconds(15));

        assertThat(asked).extracting(DenialLog.Question::use).containsExactly(Use.PRODUCER, Use.CONSUMER, Use.CONSUMER);
    }

    @Test
    void aPlaceThatIsOldIsGivenUp() {
        answer = question -> NOTHING_YET;
        look.look(now);
        asked.clear();

        after(Duration.ofSeconds(90));
        assertThat(asked).isEmpty();
        after(Duration.ofSeconds(210));
        assertThat(asked).extracting(DenialLog.Question::token).containsOnly(Optional.empty());
    }

    @Test
    void aPlaceThatCloudTrailDoesNotKnowAnyMoreIsNoTrouble() {
        answer = question -> {
            if (question.token().isPresent()) {
                throw failure(Failure.Kind.MISCONFIGURED);
            }
            return NOTHING_YET;
        };
        look.look(now);
        after(Duration.ofSeconds(15));
        assertThat(asked).hasSize(3);

        after(Duration.ofSeconds(285));
        assertThat(asked).hasSize(5);
    }

    @Test
    void whatWasSeenStandsWhileCloudTrailIsInTrouble() {
        answer = question -> new DenialLog.Page(List.of(denial("1", BEGIN)), Optional.empty());
        look.look(now);
        answer = question -> {
            throw failure(Failure.Kind.TRANSIENT);
        };
        after(Duration.ofMinutes(5));
        assertThat(asked).hasSize(3);
        after(Duration.ofMinutes(4));

        assertThat(asked).hasSize(3);
        assertThat(look.denials(now)).hasSize(1);
    }

    @Test
    void keepsTheLatestOfVeryMany() {
        answer = question -> new DenialLog.Page(
                IntStream.range(0, 3_000)
                        .mapToObj(number -> denial("event-" + number, BEGIN.minusSeconds(number)))
                        .toList(),
                Optional.empty());
        look.look(now);

        assertThat(look.denials(now)).hasSize(2_000).startsWith(denial("event-0", BEGIN));
    }

    @Test
    void whatWasPutOffIsAskedFirstTheNextTimeAndSoonAfter() {
        boolean[] isSpent = {false};
        answer = question -> {
            if (isSpent[0]) {
                throw new PutOffException("LookupEvents", Duration.ofSeconds(1));
            }
            isSpent[0] = true;
            return NOTHING;
        };

        assertThat(look.look(now)).contains(Duration.ofSeconds(1));
        isSpent[0] = false;
        now = now.plusSeconds(1);
        assertThat(look.look(now)).isEmpty();
        assertThat(asked).extracting(DenialLog.Question::use).containsExactly(Use.PRODUCER, Use.CONSUMER, Use.CONSUMER);

        now = now.plus(DenialLook.INTERVAL);
        assertThat(look.look(now)).as("nothing is free").contains(Duration.ofSeconds(1));
        assertThat(asked.subList(3, asked.size()))
                .extracting(DenialLog.Question::use)
                .containsExactly(Use.CONSUMER, Use.PRODUCER);
    }

    private void after(Duration time) {
        now = now.plus(time);
        look.look(now);
    }

    private static DenialLog.Question question(Use use, Duration back, Optional<String> token) {
        return new DenialLog.Question(use, BEGIN.minus(back), BEGIN, token);
    }

    private static Denial denial(String id, Instant at) {
        return new Denial(
                id,
                at,
                "arn:aws:iam::123456789012:role/api",
                "Decrypt",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static FailureException failure(Failure.Kind kind) {
        return new FailureException(new Failure(kind, "LookupEvents", kind.name(), "What AWS said."), null);
    }
}
