package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.AccessJudge;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Allowed;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Denied;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.DeniedBy;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.NotVerifiable;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether those who use a stream have what they need, by all that has a say in it. */
final class PrincipalChecks {

    private final Seen seen;
    private final Seen.Access access;
    private final AccessJudge judge;

    PrincipalChecks(Seen seen, Seen.Access access) {
        this.seen = seen;
        this.access = access;
        this.judge = new AccessJudge(access.question(), access.facts());
    }

    /** One for each use by each principal. */
    List<Topic> topics() {
        return access.question().parties().stream().map(this::topic).toList();
    }

    private Topic topic(Party party) {
        List<Check> checks = new ArrayList<>();
        for (AccessJudge.Part part : judge.parts(party)) {
            checks.add(check(party, part));
        }
        boolean isKeyUnknown = seen.key().filter(key -> key.arn().isEmpty()).isPresent();
        if (isKeyUnknown) {
            checks.add(ofKeyThatIsNotKnown(party));
        }
        return new Topic(word(party.use()) + " " + party.principal(), Optional.of(party.principal()), checks);
    }

    private Check ofKeyThatIsNotKnown(Party party) {
        boolean isInOtherRegion = seen.key()
                .filter(key -> key.lookup() instanceof KeyLookup.InOtherRegion)
                .isPresent();
        return Check.unknown(id(party, "key"), "key", "it is not known which key that is")
                .following(isInOtherRegion ? KeyChecks.REGION : KeyChecks.STATE);
    }

    private Check check(Party party, AccessJudge.Part part) {
        String title = part.about().name().toLowerCase(Locale.ROOT);
        String id = id(party, title);
        if (part.verdict() instanceof Allowed) {
            return Check.good(id, title, allowed(party, part.about()));
        }
        if (part.verdict() instanceof Denied denied) {
            Check bad = Check.bad(
                    id,
                    title,
                    "%s (%s)"
                            .formatted(
                                    withoutPeriod(denied.explanation()),
                                    denied.by().inWords()));
            return denied.by() == DeniedBy.KEY_STATE ? bad.following(KeyChecks.STATE) : bad.fixedBy(fix(party, denied));
        }
        NotVerifiable unknown = (NotVerifiable) part.verdict();
        Check check = Check.unknown(id, title, withoutPeriod(unknown.explanation()));
        return missingPermissions(party, part.about())
                .map(missing -> check.fixedBy(Unanswered.withCredentialsFor(missing)))
                .orElse(check);
    }

    private static String allowed(Party party, AccessJudge.About about) {
        return switch (about) {
            case PRINCIPAL -> "known to IAM";
            case STREAM ->
                party.use().ways().stream()
                        .map(way -> String.join(" and ", way))
                        .collect(Collectors.joining(" or ", "may ", ""));
            case KEY -> "may " + party.use().keyAction() + ", through Kinesis and for this stream";
        };
    }

    private static String withoutPeriod(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private Fix fix(Party party, Denied denied) {
        String principal = party.principal();
        String stream = access.question().streamArn();
        String key = seen.key().flatMap(KeySight::arn).orElse("");
        String instruction = switch (denied.by()) {
            case IDENTITY_POLICY ->
                denied.fix().isPresent()
                        ? "Attach this policy to " + principal + "."
                        : "Take the statement that denies it out of the policies of " + principal + ", or limit it.";
            case PERMISSIONS_BOUNDARY ->
                "Have the permissions boundary of " + principal + " allow it: nothing else helps.";
            case ORGANIZATION_POLICY ->
                "Ask whoever looks after the organization: its policies for the principal's account have to allow it.";
            case KEY_POLICY ->
                denied.fix().isPresent()
                        ? "Add the statement of this policy to the policy of key " + key + "."
                        : keyPolicyFix(key);
            case STREAM_POLICY ->
                denied.fix().isPresent()
                        ? "Add the statement of this policy to the resource policy of " + stream + "."
                        : "Take the statement that denies it out of the resource policy of " + stream
                                + ", or limit it.";
            case GRANT_MISSING -> "Give " + principal + " a grant on key " + key + ".";
            case PRINCIPAL_MISSING -> "Check the ARN, path included, and the account.";
            case KEY_STATE -> "See the key.";
        };
        return new Fix(instruction, denied.fix());
    }

    private String keyPolicyFix(String key) {
        boolean isAwsManaged = seen.key()
                .flatMap(KeySight::facts)
                .filter(facts -> facts.manager() == KeyFacts.Manager.AWS)
                .isPresent();
        return isAwsManaged
                ? "Encrypt the stream under a key of your own: the policy of a key that AWS manages cannot be changed, and"
                        + " serves its own account alone."
                : "Take the statement that denies it out of the policy of key " + key + ", or limit it.";
    }

    /** Of the questions about this part that AWS refused, what they take. */
    private Optional<String> missingPermissions(Party party, AccessJudge.About about) {
        Stream<Optional<Failure>> onResource = about == AccessJudge.About.KEY
                ? Stream.concat(
                        access.facts().policies().values().stream().map(Answer::silence),
                        access.facts().grants().values().stream().map(Answer::silence))
                : Stream.of(access.facts().streamPolicy().silence());
        Stream<Optional<Failure>> onIdentity = IdentityQuestion.of(party, access.question()).stream()
                .map(question -> Optional.ofNullable(access.facts().identities().get(question))
                        .flatMap(Answer::silence));
        TreeSet<String> missing = Stream.concat(onResource, onIdentity)
                .flatMap(Optional::stream)
                .filter(failure -> switch (failure.kind()) {
                    case DENIED, KEY_ACCESS_DENIED -> true;
                    case TRANSIENT,
                            THROTTLED,
                            BUSY,
                            CREATION_SLOTS_TAKEN,
                            CREDENTIALS_UNUSABLE,
                            MISCONFIGURED,
                            QUOTA_REACHED,
                            NOT_FOUND,
                            ALREADY_EXISTS,
                            AMBIGUOUS,
                            KEY_DISABLED,
                            KEY_IN_INVALID_STATE,
                            KEY_NOT_FOUND -> false;
                })
                .map(failure -> Unanswered.permission(failure.operation()))
                .collect(Collectors.toCollection(TreeSet::new));
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
    }

    /** The id of the check whether those who do this may use the key. */
    static String keyCheck(Use use) {
        return word(use) + ".key";
    }

    private static String id(Party party, String what) {
        return word(party.use()) + "." + what;
    }

    private static String word(Use use) {
        return use.inWords().toLowerCase(Locale.ROOT);
    }
}
