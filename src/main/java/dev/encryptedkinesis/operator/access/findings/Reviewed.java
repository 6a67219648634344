package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.Grant;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is looked through.
 *
 * @param streamPolicy most streams have none
 * @param keys of the customer's that records of the stream are encrypted under; the policy of AWS's own is not one's to judge
 * @param declared ARNs of the producers and consumers
 */
public record Reviewed(String streamArn, Optional<PolicyDocument> streamPolicy, List<Key> keys, Set<String> declared) {

    /** @param policy empty if it could not be read */
    public record Key(String arn, Optional<PolicyDocument> policy, List<Grant> grants) {
        public Key {
            grants = List.copyOf(grants);
        }
    }

    public Reviewed {
        keys = List.copyOf(keys);
        declared = Set.copyOf(declared);
    }
}
