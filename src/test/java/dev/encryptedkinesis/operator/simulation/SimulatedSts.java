package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The STS API of the simulated account, as far as it says who calls. */
final class SimulatedSts implements StsClient {
    private final World world;
    private final Calls calls;

    SimulatedSts(World world, Authorizer authorizer) {
        this.world = world;
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
}
