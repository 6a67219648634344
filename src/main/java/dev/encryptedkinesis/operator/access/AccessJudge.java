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

/** Judges who can use a stream, by what AWS says of all that has a say in it. */
public final class AccessJudge {

    private final AccessQuestion question;
    private final AccessFacts facts;
    private final KeyJudge keys;

    /** What a part of a verdict is about. */
    public enum About {
        PRINCIPAL,
        STREAM,
        KEY
    }

    public record Part(About about, PrincipalVerdict verdict) {}

    public AccessJudge(AccessQuestion question, AccessFacts facts) {
        this.question = question;
        this.facts = facts;
        this.keys = new KeyJudge(question, facts);
    }

    /** One for each declared use, producers first. */
    List<PrincipalVerdict> verdicts() {
        return question.parties().stream().map(this::verdict).toList();
    }

    private PrincipalVerdict verdict(Party party) {
        return worst(parts(party).stream().map(Part::verdict).toList());
    }

    /** All that a verdict is made of: of the stream first, then of each key; or of the principal alone, if there is none. */
    public List<Part> parts(Party party) {
        Optional<Principal> principal = Principal.of(party.principal());
        if (principal.isEmpty()) {
            return ofPrincipal(new NotVerifiable(party, "This is not the ARN of an IAM role or user."));
        }
        if (isMissing(party)) {
            return ofPrincipal(new Denied(
                    party, DeniedBy.PRINCIPAL_MISSING, "IAM knows no " + party.principal() + ".", Optional.empty()));
        }
        List<Part> all = new ArrayList<>();
        all.add(new Part(About.STREAM, onStream(party, principal.get())));
        question.keysFor(party.use())
                .forEach(key -> all.add(new Part(About.KEY, keys.verdict(party, principal.get(), key))));
        return all;
    }

    private static List<Part> ofPrincipal(PrincipalVerdict verdict) {
        return List.of(new Part(About.PRINCIPAL, verdict));
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
        Optional<Failure> silence = facts.streamPolicy().silence();
        if (silence.isPresent() && !(decision instanceof AccessDecision.Forbidden)) {
            return explanation.notVerifiable("the stream's resource policy could not be read (%s)."
                    .formatted(IdentitySide.source(silence.get())));
        }
        return explanation.of(decision, side -> fix(party, side));
    }

    private Optional<String> fix(Party party, Side side) {
        return switch (side) {
            case IDENTITY_POLICY -> Optional.of(Remedy.forStream(party.use().streamActions(), question.streamArn()));
            case RESOURCE_POLICY ->
                Optional.of(
                        Remedy.inStreamPolicy(party.principal(), party.use().streamActions(), question.streamArn()));
            case GRANT, PERMISSIONS_BOUNDARY, ORGANIZATION_POLICY -> Optional.empty();
        };
    }
}
