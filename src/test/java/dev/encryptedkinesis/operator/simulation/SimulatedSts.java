package dev.encryptedkinesis.operator.simulation;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The STS API of the simulated account, as far as it says who calls, and begins sessions of roles of any account. */
final class SimulatedSts implements StsClient {
    private final World world;
    private final Calls calls;
    private final Map<String, SimulatedAws> accounts;

    /** @param accounts those whose roles may be assumed, by their ids */
    SimulatedSts(World world, Authorizer authorizer, Map<String, SimulatedAws> accounts) {
        this.world = world;
        this.accounts = accounts;
        this.calls = new Calls(world, authorizer);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        Principal principal = world.subject().principal();
        return calls.call(
                Operation.GET_CALLER_IDENTITY,
                "*",
                () -> "*",
                () -> GetCallerIdentityResponse.builder()
                        .arn(principal.sessionArn())
                        .account(principal.account())
                        .userId("AROAEXAMPLE:" + principal.name())
                        .build());
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        Principal principal = world.subject().principal();
        return calls.call(Operation.ASSUME_ROLE, request.roleArn(), request::roleArn, () -> assume(request, principal));
    }

    private AssumeRoleResponse assume(AssumeRoleRequest request, Principal principal) {
        return Optional.ofNullable(accounts.get(Principal.accountOf(request.roleArn())))
                .orElseThrow(() -> AwsErrors.of(
                        Service.STS,
                        "AccessDenied",
                        403,
                        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                                .formatted(principal.sessionArn(), request.roleArn())))
                .assume(request, principal);
    }
}
