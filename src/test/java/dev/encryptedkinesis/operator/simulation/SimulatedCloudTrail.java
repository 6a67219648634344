package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** The event history of the simulated account, which is there without a trail. */
final class SimulatedCloudTrail implements CloudTrailClient {
    private final Calls calls;
    private final TrailLookups lookups;

    SimulatedCloudTrail(World world, Authorizer authorizer) {
        this.calls = new Calls(world, authorizer);
        this.lookups = new TrailLookups(world);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
        return calls.call(Operation.LOOKUP_EVENTS, "*", () -> "*", () -> lookups.lookup(request));
    }
}
