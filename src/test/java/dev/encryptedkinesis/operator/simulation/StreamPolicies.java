package dev.encryptedkinesis.operator.simulation;

import software.amazon.awssdk.services.kinesis.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.PutResourcePolicyResponse;

/** A stream's resource policy: kept as given, enforced on applications alone. */
final class StreamPolicies {
    private final World world;
    private final Streams streams;

    StreamPolicies(World world, Streams streams) {
        this.world = world;
        this.streams = streams;
    }

    PutResourcePolicyResponse put(PutResourcePolicyRequest request) {
        if (request.policy() == null || !request.policy().strip().startsWith("{")) {
            throw KinesisError.INVALID_ARGUMENT.as("The policy document is not valid.");
        }
        streams.active(null, request.resourceARN()).stream().policy().set(world.now(), request.policy());
        return PutResourcePolicyResponse.builder().build();
    }

    /** Without a policy AWS answers with an empty document, or so other clients expect; by seed, it is not found. */
    GetResourcePolicyResponse get(GetResourcePolicyRequest request) {
        SimulatedStream stream = streams.seen(null, request.resourceARN()).stream();
        String policy = stream.policy().at(world.sight().of(stream.name())).orElseGet(() -> none(stream));
        return GetResourcePolicyResponse.builder().policy(policy).build();
    }

    DeleteResourcePolicyResponse delete(DeleteResourcePolicyRequest request) {
        SimulatedStream stream = streams.active(null, request.resourceARN()).stream();
        if (stream.policy().at(world.now()).isEmpty()) {
            throw KinesisError.RESOURCE_NOT_FOUND.as("Stream %s has no resource policy.", stream.name());
        }
        stream.policy().end(world.now());
        return DeleteResourcePolicyResponse.builder().build();
    }

    private String none(SimulatedStream stream) {
        if (world.dice().share("no policy/" + stream.name()) < 0.5) {
            throw KinesisError.RESOURCE_NOT_FOUND.as("Stream %s has no resource policy.", stream.name());
        }
        return "{}";
    }
}
