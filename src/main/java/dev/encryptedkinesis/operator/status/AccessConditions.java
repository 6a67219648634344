package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.PrincipalVerdict;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Denied;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.DeniedBy;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.NotVerifiable;
import dev.encryptedkinesis.operator.api.AccessDenial;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Failure;
import java.util.List;
import java.util.Optional;

/** Judges Authorized. */
final class AccessConditions {

    private AccessConditions() {}

    /**
     * Empty if nobody is declared: then there is nothing to say.
     *
     * @param status what else is said of access; null if there is nothing
     */
    static Optional<Judgement> authorized(AccessOutcome access, AccessStatus status) {
        List<AccessDenial> denials =
                Optional.ofNullable(status).map(AccessStatus::denials).orElse(List.of());
        return access.review().map(review -> judge(review, access.grants(), denials));
    }

    private static Judgement judge(AccessReview review, GrantState grants, List<AccessDenial> denials) {
        if (grants.stage() == GrantState.Stage.NOT_ALLOWED) {
            return no(
                    Reason.GrantsNotAllowed,
                    "No AwsIdentity allows grants for objects of this namespace. Set spec.access.mode: Verify, or have the"
                            + " cluster's administrator set allowGrants: true in the AwsIdentity that serves it.");
        }
        Optional<Failure> failure = grants.failures().stream().findFirst();
        if (failure.isPresent()) {
            return no(
                    Reason.GrantFailed,
                    "KMS did not accept %s: %s%s"
                            .formatted(
                                    failure.get().operation(),
                                    Said.sentence(failure.get()),
                                    failure.get().passesByItself()
                                            ? " The operator tries again."
                                            : " Check the principals' names, and that key policy and the operator's IAM"
                                                    + " policy let it give grants."));
        }
        return switch (review.stage()) {
            case NOTHING_TO_LOOK_AT ->
                unknown(
                        Reason.NotObserved,
                        "Who can use the stream is found out once the stream is there and KMS tells its key.");
            case LOOKING -> unknown(Reason.NotObserved, "Who can use the stream is being found out.");
            case DONE -> judge(review.verdicts(), denials);
        };
    }

    private static Judgement judge(List<PrincipalVerdict> verdicts, List<AccessDenial> denials) {
        List<Denied> denied = verdicts.stream()
                .filter(Denied.class::isInstance)
                .map(Denied.class::cast)
                .toList();
        Optional<Denied> toBeMended = denied.stream()
                .filter(verdict -> verdict.by() != DeniedBy.GRANT_MISSING)
                .findFirst();
        if (toBeMended.isPresent()) {
            return denied(
                    toBeMended.get(),
                    denied.size(),
                    DenialStatuses.sentence(denials, toBeMended.get().party()));
        }
        if (!denied.isEmpty()) {
            return no(
                    Reason.Granting,
                    "%s KMS takes up to five minutes until a grant counts."
                            .formatted(said(denied.get(0), denied.get(0).explanation())));
        }
        return verdicts.stream()
                .filter(NotVerifiable.class::isInstance)
                .map(NotVerifiable.class::cast)
                .findFirst()
                .map(verdict -> unknown(
                        Reason.NotVerifiable,
                        "Whether all can use the stream cannot be told. " + said(verdict, verdict.explanation())
                                + DenialStatuses.sentence(denials, verdict.party())))
                .orElseGet(() -> new Judgement(
                        ConditionType.Authorized,
                        Truth.True,
                        Reason.Authorized,
                        "All %d declared uses of stream and key are allowed.".formatted(verdicts.size())));
    }

    private static Judgement denied(Denied first, int all, String seen) {
        Reason reason = switch (first.party().use()) {
            case PRODUCER -> Reason.ProducerDenied;
            case CONSUMER -> Reason.ConsumerDenied;
        };
        String others = all == 1 ? "" : " In all, %d of the declared uses are denied.".formatted(all);
        String fix = first.fix().isPresent() ? " status.access has the statement that mends it." : "";
        return no(reason, said(first, first.explanation()) + seen + others + fix);
    }

    private static String said(PrincipalVerdict verdict, String explanation) {
        return "%s %s: %s"
                .formatted(verdict.party().use().inWords(), verdict.party().principal(), explanation);
    }

    /** Whether it passes without anybody's doing. */
    static boolean passes(Judgement authorized, AccessOutcome access) {
        return switch (authorized.reason()) {
            case NotObserved, Granting -> true;
            case GrantFailed -> access.grants().failures().stream().allMatch(Failure::passesByItself);
            default -> false;
        };
    }

    private static Judgement no(Reason reason, String message) {
        return new Judgement(ConditionType.Authorized, Truth.False, reason, message);
    }

    private static Judgement unknown(Reason reason, String message) {
        return new Judgement(ConditionType.Authorized, Truth.Unknown, reason, message);
    }
}
