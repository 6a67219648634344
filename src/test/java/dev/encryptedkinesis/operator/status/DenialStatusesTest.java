package dev.encryptedkinesis.operator.status;

import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.PrincipalVerdict;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.DeniedUse;
import dev.encryptedkinesis.operator.api.AccessDenial;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenialStatusesTest {

    private static final String API = "arn:aws:iam::123456789012:role/api";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/one";
    private static final Instant HOUR = NOW.truncatedTo(ChronoUnit.HOURS);
    private static final EncryptedKinesisStreamStatus NOTHING = Told.FIRST;

    @Test
    void saysWhoWasDeniedWhatAndWhen() {
        assertThat(said(NOTHING, NOW, use(API, 3, HOUR.plusSeconds(61), HOUR.plusSeconds(1000))))
                .containsExactly(new AccessDenial(
                        API,
                        "kms:Decrypt",
                        KEY,
                        "because no identity-based policy allows the kms:Decrypt action",
                        HOUR.plusSeconds(61).toString(),
                        HOUR.toString()));
    }

    @Test
    void staysTheSameWithinAnHourHoweverOftenSomebodyIsDenied() {
        EncryptedKinesisStreamStatus before =
                after(NOTHING, NOW, use(API, 3, HOUR.plusSeconds(61), HOUR.plusSeconds(1000)));

        assertThat(said(before, NOW, use(API, 900, HOUR.plusSeconds(5), HOUR.plusSeconds(3599))))
                .isEqualTo(before.access().denials());
        assertThat(said(before, NOW)).isEqualTo(before.access().denials());
    }

    @Test
    void changesWithTheHourAndKeepsItsBeginning() {
        EncryptedKinesisStreamStatus before = after(NOTHING, NOW, use(API, 1, HOUR, HOUR));
        Instant later = HOUR.plus(Duration.ofMinutes(70));

        assertThat(said(before, later, use(API, 1, later, later)))
                .singleElement()
                .satisfies(denial -> assertThat(denial.since()).isEqualTo(HOUR.toString()))
                .satisfies(denial -> assertThat(denial.lastSeen())
                        .isEqualTo(HOUR.plus(Duration.ofHours(1)).toString()));
    }

    @Test
    void goesWhenItHasBeenQuietForAnHourOrTwo() {
        EncryptedKinesisStreamStatus before = after(NOTHING, NOW, use(API, 1, HOUR, HOUR));

        assertThat(said(before, HOUR.plus(Duration.ofMinutes(119)))).hasSize(1);
        assertThat(said(before, HOUR.plus(Duration.ofMinutes(120)))).isEmpty();
    }

    @Test
    void whatSomebodyElseWroteThereGoes() {
        AccessDenial odd = new AccessDenial(null, null, null, null, null, "always");
        EncryptedKinesisStreamStatus before =
                NOTHING.withAccess(new AccessStatus(null, null, null, List.of(odd), null, null), null);

        assertThat(said(before, NOW)).isEmpty();
    }

    @Test
    void whatIsNewDoesNotPushOutWhatStands() {
        DeniedUse[] many = IntStream.range(10, 30)
                .mapToObj(number -> use("arn:aws:iam::123456789012:role/r" + number, 1, HOUR, HOUR))
                .toArray(DeniedUse[]::new);
        EncryptedKinesisStreamStatus before = after(NOTHING, NOW, many);

        assertThat(before.access().denials()).hasSize(DenialStatuses.MOST);
        assertThat(said(before, NOW, use("arn:aws:iam::123456789012:role/a", 1, HOUR, HOUR)))
                .isEqualTo(before.access().denials());
    }

    @Test
    void isToldOnceUntilItHasGone() {
        DeniedUse seen = use(API, 3, HOUR, HOUR);
        EncryptedKinesisStreamStatus before = after(NOTHING, NOW, seen);

        assertThat(DenialStatuses.occurrences(NOTHING, before, outcome(seen)))
                .containsExactly(Occurrence.warning(
                        Reason.AccessDeniedSeen,
                        "KMS denied %s kms:Decrypt with key %s for this stream, as CloudTrail shows: 3 times since %s, because no identity-based policy allows the kms:Decrypt action."
                                .formatted(API, KEY, HOUR)));
        assertThat(DenialStatuses.occurrences(before, after(before, NOW, seen), outcome(seen)))
                .isEmpty();
    }

    @Test
    void theConditionNamesItOfThoseWhoAreDeclaredAndNotKnownToBeAllowed() {
        DeniedUse seen = use(API, 3, HOUR, HOUR);
        String sentence = " CloudTrail shows that it has been denied kms:Decrypt, since " + HOUR + ".";
        Party consumer = new Party(API, Use.CONSUMER);

        assertThat(authorized(new PrincipalVerdict.NotVerifiable(consumer, "Nobody knows."), seen))
                .endsWith("Nobody knows." + sentence);
        assertThat(authorized(
                        new PrincipalVerdict.Denied(
                                consumer, PrincipalVerdict.DeniedBy.KEY_POLICY, "It may not.", Optional.empty()),
                        seen))
                .endsWith("It may not." + sentence);
        assertThat(authorized(new PrincipalVerdict.Allowed(consumer), seen)).doesNotContain("CloudTrail");
        assertThat(authorized(new PrincipalVerdict.NotVerifiable(new Party(API, Use.PRODUCER), "Nobody knows."), seen))
                .endsWith("Nobody knows.");
    }

    private static String authorized(PrincipalVerdict verdict, DeniedUse seen) {
        AccessOutcome outcome = new AccessOutcome(
                Optional.of(new AccessReview(AccessReview.Stage.DONE, List.of(verdict), List.of())),
                GrantState.NONE,
                Optional.empty(),
                List.of(seen),
                Optional.empty());
        EncryptedKinesisStreamStatus status =
                Told.STATUSES.of(NOTHING, 1L, Told.turn(Situation.allIsWell()).with(outcome));
        return ConditionList.find(status.conditions(), ConditionType.Authorized)
                .orElseThrow()
                .getMessage();
    }

    private static List<AccessDenial> said(EncryptedKinesisStreamStatus before, Instant now, DeniedUse... seen) {
        return DenialStatuses.of(before, outcome(seen), now);
    }

    private static EncryptedKinesisStreamStatus after(
            EncryptedKinesisStreamStatus before, Instant now, DeniedUse... seen) {
        return before.withAccess(AccessStatuses.of(before, outcome(seen), now), null);
    }

    private static AccessOutcome outcome(DeniedUse... seen) {
        return new AccessOutcome(Optional.empty(), GrantState.NONE, Optional.empty(), List.of(seen), Optional.empty());
    }

    private static DeniedUse use(String principal, int times, Instant first, Instant last) {
        return new DeniedUse(
                principal,
                "Decrypt",
                Optional.of(KEY),
                times,
                first,
                last,
                Optional.of("because no identity-based policy allows the kms:Decrypt action"));
    }
}
