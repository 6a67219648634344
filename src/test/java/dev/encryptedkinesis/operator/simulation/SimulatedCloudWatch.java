package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;

/** The metrics of the simulated account, as far as there are any. */
final class SimulatedCloudWatch implements CloudWatchClient {
    private final Calls calls;
    private final MetricQueries queries;

    SimulatedCloudWatch(World world, Authorizer authorizer) {
        this.calls = new Calls(world, authorizer);
        this.queries = new MetricQueries(world);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        return calls.call(Operation.GET_METRIC_DATA, "*", () -> "*", () -> queries.get(request));
    }
}
