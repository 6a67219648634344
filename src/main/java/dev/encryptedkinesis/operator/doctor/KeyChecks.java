package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicySyntaxException;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key that a stream is under: which it is, whether it works, and whom its policy trusts. */
final class KeyChecks {

    static final String STATE = "key.state";
    static final String REGION = "key.region";

    private static final String IDENTITY = "key.arn";
    private static final String KIND = "key.kind";
    private static final String POLICY = "key.policy";

    private final Seen seen;
    private final KeySight key;

    KeyChecks(Seen seen, KeySight key) {
        this.seen = seen;
        this.key = key;
    }

    Topic topic() {
        List<Check> checks = new ArrayList<>();
        if (key.lookup() instanceof KeyLookup.InOtherRegion other) {
            checks.add(Check.bad(
                            REGION,
                            "Region",
                            "%s is in %s, the stream in %s"
                                    .formatted(
                                            key.id(), other.region(), seen.id().region()))
                    .fixedBy(Fix.of("Encrypt the stream under a key of its own Region.")));
        } else if (key.lookup() instanceof KeyLookup.Failed failed) {
            checks.add(unseen(failed.failure()));
        } else {
            key.facts().ifPresent(facts -> addAll(facts, checks));
        }
        key.arn().flatMap(this::policy).ifPresent(checks::add);
        return new Topic("key", Optional.empty(), checks);
    }

    private void addAll(KeyFacts facts, List<Check> checks) {
        String manager = switch (facts.manager()) {
            case AWS -> "managed by AWS";
            case CUSTOMER -> "managed by the customer";
        };
        checks.add(Check.good(IDENTITY, "ARN", facts.arn() + ", " + manager));
        checks.add(state(facts));
        checks.add(kind(facts));
        checks.add(Check.good(REGION, "Region", seen.id().region() + ", as the stream"));
    }

    private Check state(KeyFacts facts) {
        Check bad = Check.bad(
                STATE, "state", state(facts.state(), facts.deletionDate().map(date -> " on " + date)));
        return switch (KeyVerdict.of(key.lookup())) {
            case DISABLED -> bad.fixedBy(enable(facts.arn()));
            case PENDING_DELETION ->
                bad.fixedBy(Fix.pasting(
                        "Cancel the deletion before it is done, and then enable the key: no record under it can be read"
                                + " afterwards.",
                        command("cancel-key-deletion", facts.arn()) + " && " + command("enable-key", facts.arn())));
            case UNAVAILABLE ->
                bad.fixedBy(Fix.of("Bring the key back: its material is missing, or its key store is not connected."));
            case USABLE,
                    NOT_FOUND,
                    ACCESS_DENIED,
                    NOT_SYMMETRIC,
                    IN_OTHER_REGION,
                    REFERENCE_NOT_READY,
                    REFERENCE_INVALID,
                    REFERENCE_UNAVAILABLE,
                    UNDETERMINED -> Check.good(STATE, "state", facts.state());
        };
    }

    private static String state(String name, Optional<String> deletion) {
        return deletion.map(when -> name + ": it will be deleted" + when).orElse(name);
    }

    private Fix enable(String arn) {
        return Fix.pasting(
                "Enable the key: Kinesis uses it again within about five minutes.", command("enable-key", arn));
    }

    private String command(String verb, String arn) {
        return "aws kms %s --region %s --key-id %s".formatted(verb, seen.id().region(), arn);
    }

    private static Check kind(KeyFacts facts) {
        return switch (facts.purpose()) {
            case SYMMETRIC_ENCRYPTION -> Check.good(KIND, "kind", "symmetric, for encryption");
            case OTHER ->
                Check.bad(KIND, "kind", "no key for symmetric encryption")
                        .fixedBy(Fix.of("Encrypt the stream under a symmetric key (SYMMETRIC_DEFAULT)."));
        };
    }

    private Check unseen(Failure failure) {
        return switch (failure.kind()) {
            case KEY_NOT_FOUND, NOT_FOUND, MISCONFIGURED ->
                Check.bad(
                                STATE,
                                "state",
                                "KMS knows no key %s here: %s (%s)"
                                        .formatted(key.id(), failure.message(), failure.code()))
                        .fixedBy(
                                Fix.of("Encrypt the stream under another key. Records under this one cannot be read."));
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    DENIED,
                    CREDENTIALS_UNUSABLE,
                    QUOTA_REACHED,
                    ALREADY_EXISTS,
                    AMBIGUOUS,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED ->
                Unanswered.check(STATE, "state", "kms:DescribeKey", "key " + key.id(), failure);
        };
    }

    private Optional<Check> policy(String arn) {
        return seen.access()
                .flatMap(access -> Optional.ofNullable(access.facts().policies().get(arn)))
                .map(answer -> policy(arn, answer));
    }

    private static Check policy(String arn, Answer<String> answer) {
        if (answer.silence().isPresent()) {
            return Unanswered.check(
                    POLICY,
                    "policy",
                    "kms:GetKeyPolicy",
                    "key %s, and are of its account".formatted(arn),
                    answer.silence().get());
        }
        try {
            PolicyDocument policy = PolicyDocument.parse(answer.known().orElseThrow());
            return Check.good(POLICY, "policy", KeyPolicyWords.of(policy, arn.split(":", 6)[4]));
        } catch (PolicySyntaxException e) {
            return Check.unknown(POLICY, "policy", "cannot be read: " + e.getMessage());
        }
    }
}
