package dev.encryptedkinesis.operator.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
