package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.findings.Reviewed;
import dev.encryptedkinesis.operator.access.policy.Grant;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicySyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What AWS says of the access to a stream and its keys.
 *
 * @param streamPolicy the stream's resource policy; known to be empty if it has none
 * @param policies the policy of each key, by the key's ARN
 * @param grants the grants on each key, by the key's ARN
 * @param identities what IAM says of each principal of this account
 */
public record AccessFacts(
        Answer<Optional<String>> streamPolicy,
        Map<String, Answer<String>> policies,
        Map<String, Answer<List<KeyGrant>>> grants,
        Map<IdentityQuestion, Answer<List<IdentityDecision>>> identities) {

    public AccessFacts {
        policies = Map.copyOf(policies);
        grants = Map.copyOf(grants);
        identities = Map.copyOf(identities);
    }

    /** What is to be looked through for what permits too much. */
    public Reviewed reviewed(AccessQuestion question) {
        return new Reviewed(
                question.streamArn(),
                streamPolicy.known().flatMap(text -> text).flatMap(AccessFacts::document),
                question.keys().stream()
                        .filter(key -> !key.isAwsManaged())
                        .map(NeededKey::arn)
                        .map(arn -> new Reviewed.Key(
                                arn, policies.get(arn).known().flatMap(AccessFacts::document), grantsOn(arn)))
                        .toList(),
                question.parties().stream().map(Party::principal).collect(Collectors.toSet()));
    }

    List<Grant> grantsOn(String keyArn) {
        return grants.get(keyArn).known().orElse(List.of()).stream()
                .map(KeyGrant::grant)
                .toList();
    }

    /** Empty for one that cannot be read: of that, nothing can be said. */
    private static Optional<PolicyDocument> document(String text) {
        try {
            return Optional.of(PolicyDocument.parseResourcePolicy(text));
        } catch (PolicySyntaxException notUnderstood) {
            return Optional.empty();
        }
    }
}
