package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Allowed;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Denied;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.DeniedBy;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.NotVerifiable;
import dev.encryptedkinesis.operator.access.leastprivilege.Remedy;
import dev.encryptedkinesis.operator.access.policy.AccessDecision;
import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicySyntaxException;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.access.policy.Side;
import dev.encryptedkinesis.operator.access.policy.StreamAccess;
import dev.encryptedkinesis.operator.stream.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges who can use a stream, by what AWS says of all that has a say in it. */
final class AccessJudge {

    private final AccessQuestion question;
    private final AccessFacts facts;
    private final KeyJudge keys;

    AccessJudge(AccessQuestion question, AccessFacts facts) {
        this.question = question;
        this.facts = facts;
        this.keys = new KeyJudge(question, facts);
    }

    /** One for each declared use, producers first. */
    List<PrincipalVerdict> verdicts() {
        return question.parties().stream().map(this::verdict).toList();
    }

    private PrincipalVerdict verdict(Party party) {
        Optional<Principal> principal = Principal.of(party.principal());
        if (principal.isEmpty()) {
            return new NotVerifiable(party, "This is not the ARN of an IAM role or user.");
        }
        if (isMissing(party)) {
            return new Denied(
                    party, DeniedBy.PRINCIPAL_MISSING, "IAM knows no " + party.principal() + ".", Optional.empty());
        }
        List<PrincipalVerdict> all = new ArrayList<>();
        all.add(onStream(party, principal.get()));
        question.keysFor(party.use()).forEach(key -> all.add(keys.verdict(party, principal.get(), key)));
        return worst(all);
    }

    /** What denies is of more use to know than what is not known. */
    private static PrincipalVerdict worst(List<PrincipalVerdict> all) {
        return all.stream()
                .filter(Denied.class::isInstance)
                .findFirst()
                .or(() -> all.stream().filter(NotVerifiable.class::isInstance).findFirst())
                .orElseGet(() -> all.get(0));
    }

    private boolean isMissing(Party party) {
        return Optional.ofNullable(facts.identities().get(IdentityQuestion.onStream(party, question)))
                .flatMap(Answer::silence)
                .filter(why -> why.kind() == Failure.Kind.NOT_FOUND)
                .isPresent();
    }

    /** One way to do it is enough. */
    private PrincipalVerdict onStream(Party party, Principal principal) {
        List<PrincipalVerdict> ways = party.use().ways().stream()
                .map(way -> worst(way.stream()
                        .map(action -> onStream(party, principal, action))
                        .toList()))
                .toList();
        return ways.stream()
                .filter(Allowed.class::isInstance)
                .findFirst()
                .or(() -> ways.stream().filter(NotVerifiable.class::isInstance).findFirst())
                .orElseGet(() -> ways.get(0));
    }

    private PrincipalVerdict onStream(Party party, Principal principal, String action) {
        Explanation explanation =
                new Explanation(party, action, "stream " + question.streamArn(), DeniedBy.STREAM_POLICY);
        Optional<PolicyDocument> policy;
        try {
            policy = facts.streamPolicy().known().orElse(Optional.empty()).map(PolicyDocument::parseResourcePolicy);
        } catch (PolicySyntaxException e) {
            return explanation.notVerifiable("the stream's resource policy cannot be read: " + e.getMessage());
        }
        AccessDecision decision = StreamAccess.judge(
                policy,
                IdentitySide.of(facts.identities().get(IdentityQuestion.onStream(party, question)), action),
                AccessRequest.toKinesis(principal, action, question.streamArn(), question.region()),
                question.account().orElse(""));
        boolean isPolicyUnknown = facts.streamPolicy().silence().isPresent();
        if (isPolicyUnknown && !(decision instanceof AccessDecision.Forbidden)) {
            return explanation.notVerifiable("Kinesis does not tell the operator the stream's resource policy.");
        }
        return explanation.of(decision, silent -> fix(party, silent));
    }

    private Optional<String> fix(Party party, Set<Side> silent) {
        return silent.contains(Side.IDENTITY_POLICY)
                ? Optional.of(Remedy.forStream(party.use().streamActions(), question.streamArn()))
                : Optional.of(
                        Remedy.inStreamPolicy(party.principal(), party.use().streamActions(), question.streamArn()));
    }
}
