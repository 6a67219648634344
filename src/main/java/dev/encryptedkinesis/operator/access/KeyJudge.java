package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Mode;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Denied;
import dev.encryptedkinesis.operator.access.leastprivilege.Remedy;
import dev.encryptedkinesis.operator.access.policy.AccessDecision;
import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.IdentityAnswer;
import dev.encryptedkinesis.operator.access.policy.KeyAccess;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicySyntaxException;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.access.policy.Side;
import dev.encryptedkinesis.operator.stream.Failure;
import java.util.Optional;

/** Judges who can use the keys of a stream, through Kinesis and for that stream. */
final class KeyJudge {

    private final AccessQuestion question;
    private final AccessFacts facts;

    KeyJudge(AccessQuestion question, AccessFacts facts) {
        this.question = question;
        this.facts = facts;
    }

    PrincipalVerdict verdict(Party party, Principal principal, NeededKey key) {
        Optional<String> trouble = trouble(key);
        if (trouble.isPresent()) {
            return new Denied(
                    party,
                    PrincipalVerdict.DeniedBy.KEY_STATE,
                    "Nobody can use key %s: %s.".formatted(key.arn(), trouble.get()),
                    Optional.empty());
        }
        Explanation explanation = new Explanation(
                party, party.use().keyAction(), "key " + key.arn(), PrincipalVerdict.DeniedBy.KEY_POLICY);
        Optional<Failure> policySilence = facts.policies().get(key.arn()).silence();
        if (policySilence.isPresent()) {
            return explanation.notVerifiable(
                    "the key's policy could not be read (%s).".formatted(IdentitySide.source(policySilence.get())));
        }
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parseResourcePolicy(
                    facts.policies().get(key.arn()).known().orElseThrow());
        } catch (PolicySyntaxException e) {
            return explanation.notVerifiable("the key's policy cannot be read: " + e.getMessage());
        }
        AccessDecision decision = decision(party, principal, key, policy);
        Optional<Failure> grantsSilence = facts.grants().get(key.arn()).silence();
        if (decision instanceof AccessDecision.NotGranted && grantsSilence.isPresent()) {
            return explanation.notVerifiable("the grants on the key could not be read (%s)."
                    .formatted(IdentitySide.source(grantsSilence.get())));
        }
        return inWords(explanation, decision, principal, key);
    }

    private AccessDecision decision(Party party, Principal principal, NeededKey key, PolicyDocument policy) {
        IdentityAnswer identity = IdentitySide.of(
                facts.identities().get(IdentityQuestion.onKey(party, key, question)),
                party.use().keyAction());
        return KeyAccess.judge(
                policy,
                facts.grantsOn(key.arn()),
                identity,
                AccessRequest.throughKinesis(
                        principal, party.use().keyAction(), key.arn(), question.streamArn(), question.region()),
                AccessQuestion.accountOf(key.arn()).orElse(""));
    }

    private PrincipalVerdict inWords(
            Explanation explanation, AccessDecision decision, Principal principal, NeededKey key) {
        Party party = explanation.party();
        boolean isToBeGranted = question.declared().mode() == Mode.GRANT && !key.isAwsManaged();
        if (decision instanceof AccessDecision.NotGranted missing
                && isToBeGranted
                && !missing.silent().contains(Side.ORGANIZATION_POLICY)) {
            return new Denied(
                    party,
                    PrincipalVerdict.DeniedBy.GRANT_MISSING,
                    "%s on key %s awaits the grant that the operator gives."
                            .formatted(party.use().keyAction(), key.arn()),
                    Optional.empty());
        }
        return explanation.of(decision, side -> fix(side, party, principal, key));
    }

    /** The key's policy alone is enough inside an account; where it leaves that to the account, the principal's is. */
    private Optional<String> fix(Side side, Party party, Principal principal, NeededKey key) {
        if (key.isAwsManaged()) {
            return Optional.empty();
        }
        return switch (side) {
            case RESOURCE_POLICY ->
                Optional.of(Remedy.inKeyPolicy(principal.arn(), party.use().keyAction(), question.streamArn()));
            case IDENTITY_POLICY ->
                Optional.of(Remedy.forKey(party.use().keyAction(), key.arn(), question.streamArn()));
            case GRANT, PERMISSIONS_BOUNDARY, ORGANIZATION_POLICY -> Optional.empty();
        };
    }

    private static Optional<String> trouble(NeededKey key) {
        return switch (key.verdict()) {
            case NOT_FOUND -> Optional.of("KMS does not know it");
            case DISABLED -> Optional.of("it is disabled");
            case PENDING_DELETION -> Optional.of("it is scheduled for deletion");
            case UNAVAILABLE -> Optional.of("KMS reports it as unavailable");
            case USABLE,
                    ACCESS_DENIED,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    REFERENCE_NOT_READY,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE,
                    UNDETERMINED -> Optional.empty();
        };
    }
}
