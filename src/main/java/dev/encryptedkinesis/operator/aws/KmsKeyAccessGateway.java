package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.access.policy.Grant;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;

/** KMS through the AWS SDK, for key policies and grants. Retries nothing: whoever calls decides about that. */
public final class KmsKeyAccessGateway implements KeyAccessGateway {

    /** The only policy that a key has (KMS API reference, GetKeyPolicy). */
    private static final String POLICY_NAME = "default";

    private final KmsClient kms;
    private final AwsCalls calls;

    /** @param kms stays the caller's to close */
    public KmsKeyAccessGateway(KmsClient kms, AwsCalls calls) {
        this.kms = kms;
        this.calls = calls;
    }

    @Override
    public String policy(String keyArn) {
        return calls.call(
                        AwsOperation.GET_KEY_POLICY,
                        () -> kms.getKeyPolicy(request -> request.keyId(keyArn).policyName(POLICY_NAME)))
                .policy();
    }

    @Override
    public List<KeyGrant> grants(String keyArn) {
        ListGrantsRequest.Builder request = ListGrantsRequest.builder().keyId(keyArn);
        List<KeyGrant> grants = new ArrayList<>();
        ListGrantsResponse page = calls.call(AwsOperation.LIST_GRANTS, () -> kms.listGrants(request.build()));
        page.grants().stream().map(KmsKeyAccessGateway::grant).forEach(grants::add);
        while (Boolean.TRUE.equals(page.truncated())) {
            request.marker(page.nextMarker());
            page = calls.goOn(AwsOperation.LIST_GRANTS, () -> kms.listGrants(request.build()));
            page.grants().stream().map(KmsKeyAccessGateway::grant).forEach(grants::add);
        }
        return grants;
    }

    private static KeyGrant grant(GrantListEntry entry) {
        Optional<GrantConstraints> constraints = Optional.ofNullable(entry.constraints());
        return new KeyGrant(
                Optional.ofNullable(entry.name()).filter(name -> !name.isEmpty()),
                new Grant(
                        entry.grantId(),
                        entry.granteePrincipal(),
                        Set.copyOf(entry.operationsAsStrings()),
                        constraints
                                .map(GrantConstraints::encryptionContextEquals)
                                .orElse(Map.of()),
                        constraints
                                .map(GrantConstraints::encryptionContextSubset)
                                .orElse(Map.of())));
    }

    @Override
    public void give(GrantOrder order) {
        calls.call(
                AwsOperation.CREATE_GRANT,
                () -> kms.createGrant(request -> request.keyId(order.keyArn())
                        .name(order.name())
                        .granteePrincipal(order.party().principal())
                        .operationsWithStrings(order.party().use().keyOperation())
                        .constraints(constraint -> constraint.encryptionContextSubset(
                                Map.of(AccessQuestion.ENCRYPTION_CONTEXT, order.streamArn())))));
    }

    @Override
    public void takeBack(String keyArn, String grantId) {
        try {
            calls.call(
                    AwsOperation.REVOKE_GRANT,
                    () -> kms.revokeGrant(request -> request.keyId(keyArn).grantId(grantId)));
        } catch (FailureException e) {
            if (e.failure().kind() != Failure.Kind.KEY_NOT_FOUND) {
                throw e;
            }
        }
    }
}
