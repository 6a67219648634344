package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.AwsIdentityStatus;
import dev.encryptedkinesis.operator.api.CallerIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.status.Judgement.Truth;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.Failure;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the status of an AwsIdentity. Equal findings make an equal status. */
public final class IdentityStatuses {

    private final Clock clock;

    /**
     * Of which object, and what is known of it beside what AWS says.
     *
     * @param namespaces how many are selected
     */
    public record Subject(AwsIdentityStatus previous, Long generation, int namespaces) {}

    public IdentityStatuses(Clock clock) {
        this.clock = clock;
    }

    /** AWS takes its credentials. */
    public AwsIdentityStatus usable(Subject subject, Caller caller) {
        Judgement ready = new Judgement(
                ConditionType.Ready,
                Truth.True,
                Reason.IdentityUsable,
                "AWS knows the operator with this identity as %s.".formatted(caller.arn()));
        return with(subject, Optional.of(new CallerIdentity(caller.arn(), caller.account())), Stream.of(ready));
    }

    /** It says something that is not understood, and so allows nothing. */
    public AwsIdentityStatus invalid(Subject subject, String problem) {
        return with(
                subject,
                Optional.empty(),
                both(
                        Truth.False,
                        Reason.IdentityInvalid,
                        problem + " As long as that is so, it allows nothing.",
                        ConditionType.Stalled));
    }

    /** Another one selects a namespace of its, so that neither counts there. */
    public AwsIdentityStatus ambiguous(Subject subject, String overlap) {
        return with(
                subject,
                Optional.ofNullable(subject.previous().callerIdentity()),
                both(Truth.False, Reason.AmbiguousIdentity, overlap, ConditionType.Stalled));
    }

    /** AWS does not say as whom it knows the operator. As long as that may pass by itself, it is as it was last seen. */
    public AwsIdentityStatus unknown(Subject subject, Failure failure) {
        return failure.passesByItself()
                ? with(
                        subject,
                        Optional.ofNullable(subject.previous().callerIdentity()),
                        both(
                                Truth.Unknown,
                                Reasons.of(failure),
                                "AWS does not say whether it takes the credentials (%s: %s). The operator asks again."
                                        .formatted(failure.operation(), Said.phrase(failure)),
                                ConditionType.Reconciling))
                : with(
                        subject,
                        Optional.empty(),
                        both(Truth.False, Reasons.of(failure), Said.refusal(failure), ConditionType.Stalled));
    }

    /** That it is of use, or of none, if that is news. */
    public static Optional<Occurrence> occurrence(AwsIdentityStatus previous, AwsIdentityStatus next) {
        Optional<Condition> ready = ConditionList.find(next.conditions(), ConditionType.Ready);
        return ready.filter(now -> !Objects.equals(reason(previous), reason(next)))
                .filter(now -> !Truth.Unknown.name().equals(now.getStatus()))
                .map(now -> ConditionList.isTrue(next.conditions(), ConditionType.Ready)
                        ? Occurrence.normal(Reason.valueOf(now.getReason()), now.getMessage())
                        : Occurrence.warning(Reason.valueOf(now.getReason()), now.getMessage()));
    }

    private static Optional<String> reason(AwsIdentityStatus status) {
        return ConditionList.find(status.conditions(), ConditionType.Ready).map(Condition::getReason);
    }

    private static Stream<Judgement> both(Truth ready, Reason reason, String message, ConditionType how) {
        return Stream.of(
                new Judgement(ConditionType.Ready, ready, reason, message),
                new Judgement(how, Truth.True, reason, message));
    }

    private AwsIdentityStatus with(Subject subject, Optional<CallerIdentity> caller, Stream<Judgement> judgements) {
        List<Condition> conditions = judgements
                .map(judgement -> ConditionList.renew(
                        subject.previous().conditions(), judgement, subject.generation(), clock.instant()))
                .toList();
        return new AwsIdentityStatus(subject.generation(), conditions, subject.namespaces(), caller.orElse(null));
    }
}
