package dev.encryptedkinesis.operator.simulation;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.IamResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** The IAM API of the simulated account, which is the same in all Regions: which operation goes where. */
final class SimulatedIam implements IamClient {
    private final World world;
    private final Calls calls;
    private final RoleOperations roles;
    private final PolicySimulation simulation;

    SimulatedIam(World world, Authorizer authorizer) {
        this.world = world;
        this.calls = new Calls(world, authorizer);
        this.roles = new RoleOperations(world);
        this.simulation = new PolicySimulation(world);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request) {
        return call(Operation.CREATE_ROLE, request.roleName(), () -> roles.create(request));
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        return call(Operation.GET_ROLE, request.roleName(), () -> roles.get(request));
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        return call(Operation.DELETE_ROLE, request.roleName(), () -> roles.delete(request));
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        return call(Operation.PUT_ROLE_POLICY, request.roleName(), () -> roles.putPolicy(request));
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        return call(Operation.DELETE_ROLE_POLICY, request.roleName(), () -> roles.deletePolicy(request));
    }

    @Override
    public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(SimulatePrincipalPolicyRequest request) {
        return call(Operation.SIMULATE_PRINCIPAL_POLICY, request.policySourceArn(), () -> simulation.simulate(request));
    }

    private <T extends IamResponse> T call(Operation operation, String given, Supplier<T> act) {
        String resource = Optional.ofNullable(given).orElse("*");
        return calls.call(operation, resource, () -> arn(resource), act);
    }

    private String arn(String resource) {
        return resource.startsWith("arn:") || resource.equals("*")
                ? resource
                : "arn:aws:iam::%s:role/%s".formatted(world.account(), resource);
    }
}
