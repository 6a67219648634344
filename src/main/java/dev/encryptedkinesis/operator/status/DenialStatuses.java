package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.denials.DeniedUse;
import dev.encryptedkinesis.operator.api.AccessDenial;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the status says of those whom KMS turned away. An entry changes once an hour at most, however often somebody is
 * denied, and outlives a restart; what is told of it as an Event is told when it appears.
 */
final class DenialStatuses {

    static final int MOST = 10;

    /** From the full hour in which it was last seen: at least one hour of quiet. */
    private static final Duration STANDS_FOR = Duration.ofHours(2);

    private record Id(String principal, String action, Optional<String> keyArn) {

        static Id of(DeniedUse seen) {
            return new Id(seen.principal(), actionOf(seen), seen.keyArn());
        }

        static Id of(AccessDenial said) {
            return new Id(said.principal(), said.action(), Optional.ofNullable(said.keyARN()));
        }
    }

    private DenialStatuses() {}

    /** What stood before comes first, so that what is new does not push it out. */
    static List<AccessDenial> of(EncryptedKinesisStreamStatus previous, AccessOutcome access, Instant now) {
        Map<Id, AccessDenial> all = new LinkedHashMap<>();
        of(previous).stream().filter(said -> stands(said, now)).forEach(said -> all.put(Id.of(said), said));
        access.denials().forEach(seen -> all.merge(Id.of(seen), said(seen), DenialStatuses::goesOn));
        return all.values().stream().limit(MOST).toList();
    }

    private static List<AccessDenial> of(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.access()).map(AccessStatus::denials).orElse(List.of());
    }

    private static boolean stands(AccessDenial said, Instant now) {
        return Times.parse(said.lastSeen())
                .filter(hour -> hour.plus(STANDS_FOR).isAfter(now))
                .isPresent();
    }

    private static AccessDenial said(DeniedUse seen) {
        return new AccessDenial(
                seen.principal(),
                actionOf(seen),
                seen.keyArn().orElse(null),
                seen.explanation().orElse(null),
                Times.seconds(seen.first()),
                Times.seconds(seen.last().truncatedTo(ChronoUnit.HOURS)));
    }

    /** Both times are written in one form, in which later ones sort behind earlier ones. */
    private static AccessDenial goesOn(AccessDenial before, AccessDenial now) {
        return now.lastSeen().compareTo(before.lastSeen()) <= 0
                ? before
                : new AccessDenial(
                        before.principal(),
                        before.action(),
                        before.keyARN(),
                        now.message(),
                        before.since(),
                        now.lastSeen());
    }

    private static String actionOf(DeniedUse seen) {
        return "kms:" + seen.operation();
    }

    /** A sentence about somebody declared; empty if CloudTrail shows nothing of it. */
    static String sentence(List<AccessDenial> denials, Party party) {
        return denials.stream()
                .filter(denial -> denial.principal().equals(party.principal())
                        && denial.action().equals(party.use().keyAction()))
                .findFirst()
                .map(denial -> " CloudTrail shows that it has been denied %s, since %s."
                        .formatted(denial.action(), denial.since()))
                .orElse("");
    }

    /** Those that were not said before. */
    static List<Occurrence> occurrences(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next, AccessOutcome access) {
        Set<Id> before = of(previous).stream().map(Id::of).collect(Collectors.toSet());
        Set<Id> after = of(next).stream().map(Id::of).collect(Collectors.toSet());
        return access.denials().stream()
                .filter(seen -> after.contains(Id.of(seen)) && !before.contains(Id.of(seen)))
                .map(seen -> Occurrence.warning(Reason.AccessDeniedSeen, note(seen)))
                .toList();
    }

    private static String note(DeniedUse seen) {
        return "KMS denied %s %s%s for this stream, as CloudTrail shows: %s since %s%s."
                .formatted(
                        seen.principal(),
                        actionOf(seen),
                        seen.keyArn().map(key -> " with key " + key).orElse(""),
                        seen.times() == 1 ? "once" : seen.times() + " times",
                        Times.seconds(seen.first()),
                        seen.explanation().map(why -> ", " + why).orElse(""));
    }
}
