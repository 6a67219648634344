package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.PrincipalVerdict;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.PrincipalAccess;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import java.util.List;
import java.util.Optional;

/** What the status says of the access to a stream. */
final class AccessStatuses {

    private AccessStatuses() {}

    /** Null if there is nothing to say. While not everybody has been looked at, what was found before stands. */
    static AccessStatus of(EncryptedKinesisStreamStatus previous, AccessOutcome access) {
        Optional<AccessStatus> before = Optional.ofNullable(previous.access());
        List<PrincipalAccess> principals = access.review()
                .map(review -> review.stage() == AccessReview.Stage.DONE
                        ? review.verdicts().stream().map(AccessStatuses::of).toList()
                        : before.map(AccessStatus::principals).orElse(List.of()))
                .orElse(List.of());
        List<String> grantKeys = grantKeys(access.grants());
        return principals.isEmpty() && grantKeys.isEmpty()
                ? null
                : new AccessStatus(
                        principals, before.map(AccessStatus::findings).orElse(List.of()), grantKeys);
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
