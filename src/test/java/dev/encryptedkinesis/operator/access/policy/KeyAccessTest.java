package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyAccessTest {

    private static final String ACCOUNT = "111122223333";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    private static final Principal ROLE = new Principal("arn:aws:iam::111122223333:role/api");
    private static final Principal FOREIGN = new Principal("arn:aws:iam::444455556666:role/api");
    private static final IdentityAnswer ALLOWED = new IdentityAnswer.Allowed(Optional.empty());
    private static final IdentityAnswer NOT_ALLOWED = new IdentityAnswer.NotAllowed();

    private static final String DEFAULT = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Enable IAM User Permissions", "Effect": "Allow",
             "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]}""";

    @Test
    void theDefaultPolicyLeavesItToTheAccount() {
        assertThat(judge(DEFAULT, ROLE, ALLOWED)).isInstanceOf(AccessDecision.Allowed.class);
        assertThat(judge(DEFAULT, ROLE, NOT_ALLOWED))
                .isEqualTo(new AccessDecision.NotGranted(Set.of(Side.IDENTITY_POLICY)));
        assertThat(judge(DEFAULT, FOREIGN, ALLOWED))
                .isEqualTo(new AccessDecision.NotGranted(Set.of(Side.RESOURCE_POLICY)));
    }

    @Test
    void aGrantForTheStreamIsEnough() {
        Grant grant = new Grant("g", ROLE.arn(), Set.of("Decrypt"), Map.of(), Map.of("aws:kinesis:arn", STREAM));

        assertThat(KeyAccess.judge(PolicyDocument.parse(DEFAULT), List.of(grant), NOT_ALLOWED, request(ROLE), ACCOUNT))
                .isEqualTo(new AccessDecision.Allowed(List.of(Ground.of(Side.GRANT, Optional.of("g")))));
    }

    private static AccessDecision judge(String policy, Principal principal, IdentityAnswer identity) {
        return KeyAccess.judge(PolicyDocument.parse(policy), List.of(), identity, request(principal), ACCOUNT);
    }

    private static AccessRequest request(Principal principal) {
        return AccessRequest.throughKinesis(principal, "kms:Decrypt", KEY, STREAM, "eu-west-1");
    }
}
