package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.PrincipalVerdict;
import dev.encryptedkinesis.operator.access.findings.Finding;
import dev.encryptedkinesis.operator.api.AccessDenial;
import dev.encryptedkinesis.operator.api.AccessFinding;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.PrincipalAccess;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the status says of the access to a stream. */
final class AccessStatuses {

    private static final String INFO = "Info";

    private AccessStatuses() {}

    /** Null if there is nothing to say. While not everybody has been looked at, what was found before stands. */
    static AccessStatus of(EncryptedKinesisStreamStatus previous, AccessOutcome access, Instant now) {
        Optional<AccessStatus> before = Optional.ofNullable(previous.access());
        List<AccessDenial> denials = DenialStatuses.of(previous, access, now);
        Optional<AccessReview> review = access.review();
        boolean isDone =
                review.filter(found -> found.stage() == AccessReview.Stage.DONE).isPresent();
        // What is said of the policies that are written is not found out here.
        AccessStatus written = before.orElse(AccessStatus.NONE);
        AccessStatus next = isDone
                ? new AccessStatus(
                        review.get().verdicts().stream().map(AccessStatuses::of).toList(),
                        review.get().findings().stream().map(AccessStatuses::of).toList(),
                        grantKeys(access.grants()),
                        denials,
                        written.policiesConfigMap(),
                        written.configMapNames())
                : new AccessStatus(
                        review.flatMap(found -> before)
                                .map(AccessStatus::principals)
                                .orElse(null),
                        review.flatMap(found -> before)
                                .map(AccessStatus::findings)
                                .orElse(null),
                        grantKeys(access.grants()),
                        denials,
                        written.policiesConfigMap(),
                        written.configMapNames());
        return next.equals(AccessStatus.NONE) ? null : next;
    }

    /** What has been given and taken back, and what was found to permit too much since the last look. */
    static List<Occurrence> occurrences(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next, AccessOutcome access) {
        Stream<Occurrence> grants =
                access.grants().changes().stream().map(change -> Occurrence.normal(Reason.GrantsChanged, change));
        Set<AccessFinding> before = Set.copyOf(findings(previous));
        Stream<Occurrence> findings = findings(next).stream()
                .filter(finding ->
                        !before.contains(finding) && !finding.severity().equals(INFO))
                .map(finding -> Occurrence.warning(
                        Reason.AccessTooBroad, "%s: %s".formatted(finding.subject(), finding.message())));
        return Stream.concat(grants, findings).toList();
    }

    private static List<AccessFinding> findings(EncryptedKinesisStreamStatus status) {
        return status.access() == null ? List.of() : status.access().findings();
    }

    private static AccessFinding of(Finding finding) {
        return new AccessFinding(
                switch (finding.severity()) {
                    case CRITICAL -> "Critical";
                    case WARNING -> "Warning";
                    case INFO -> INFO;
                },
                finding.subject(),
                finding.explanation() + " " + finding.advice());
    }

    private static List<String> grantKeys(GrantState grants) {
        return grants.keys().stream().sorted().toList();
    }

    private static PrincipalAccess of(PrincipalVerdict verdict) {
        String principal = verdict.party().principal();
        String use = verdict.party().use().inWords();
        if (verdict instanceof PrincipalVerdict.Denied denied) {
            return new PrincipalAccess(
                    principal,
                    use,
                    Truth.False.name(),
                    denied.by().inWords(),
                    denied.explanation(),
                    denied.fix().orElse(null));
        }
        if (verdict instanceof PrincipalVerdict.NotVerifiable unknown) {
            return new PrincipalAccess(principal, use, Truth.Unknown.name(), null, unknown.explanation(), null);
        }
        return new PrincipalAccess(principal, use, Truth.True.name(), null, null, null);
    }
}
