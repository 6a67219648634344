package dev.encryptedkinesis.operator.simulation;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** The KMS API of the simulated account: which operation goes where, each through {@link Calls}. */
final class SimulatedKms implements KmsClient {
    private final World world;
    private final Keys allKeys;
    private final Calls calls;
    private final KeyOperations keys;
    private final AliasOperations aliases;
    private final KeyPolicyOperations policies;
    private final GrantOperations grants;

    SimulatedKms(World world, Keys allKeys, Authorizer authorizer) {
        this.world = world;
        this.allKeys = allKeys;
        this.calls = new Calls(world, authorizer);
        this.keys = new KeyOperations(world, allKeys);
        this.aliases = new AliasOperations(world, allKeys, keys);
        this.policies = new KeyPolicyOperations(world, keys);
        this.grants = new GrantOperations(world, keys);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return call(Operation.DESCRIBE_KEY, request.keyId(), () -> keys.describe(request));
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        return call(Operation.CREATE_KEY, "*", () -> keys.create(request));
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        return call(Operation.DISABLE_KEY, request.keyId(), () -> keys.disable(request));
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        return call(Operation.ENABLE_KEY, request.keyId(), () -> keys.enable(request));
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        return call(Operation.SCHEDULE_KEY_DELETION, request.keyId(), () -> keys.scheduleDeletion(request));
    }

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        return call(Operation.CANCEL_KEY_DELETION, request.keyId(), () -> keys.cancelDeletion(request));
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        return call(Operation.CREATE_ALIAS, request.aliasName(), () -> aliases.create(request));
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return call(Operation.UPDATE_ALIAS, request.aliasName(), () -> aliases.update(request));
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        return call(Operation.DELETE_ALIAS, request.aliasName(), () -> aliases.delete(request));
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        return call(Operation.LIST_ALIASES, "*", () -> aliases.list(request));
    }

    @Override
    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        return call(Operation.GET_KEY_POLICY, request.keyId(), () -> policies.get(request));
    }

    @Override
    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request) {
        return call(Operation.PUT_KEY_POLICY, request.keyId(), () -> policies.put(request));
    }

    @Override
    public CreateGrantResponse createGrant(CreateGrantRequest request) {
        return call(Operation.CREATE_GRANT, request.keyId(), () -> grants.create(request));
    }

    @Override
    public ListGrantsResponse listGrants(ListGrantsRequest request) {
        return call(Operation.LIST_GRANTS, request.keyId(), () -> grants.list(request));
    }

    @Override
    public RevokeGrantResponse revokeGrant(RevokeGrantRequest request) {
        return call(Operation.REVOKE_GRANT, request.keyId(), () -> grants.revoke(request));
    }

    private <T extends KmsResponse> T call(Operation operation, String given, Supplier<T> act) {
        String resource = Optional.ofNullable(given).orElse("*");
        return calls.call(operation, resource, () -> arn(resource), act);
    }

    /** IAM knows a key by its ARN alone, whatever the form in which a request names it. */
    private String arn(String resource) {
        return allKeys.find(resource, world.now()).map(SimulatedKey::arn).orElse(resource);
    }
}
