package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.CreateStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamResponse;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamModeDetails;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Creation and deletion. */
final class StreamLifecycle {
    private static final int SIMULTANEOUS = 5;
    private static final int ON_DEMAND_SHARDS = 4;

    private final World world;
    private final Streams streams;
    private final AccountLimits limits;
    private final Authorizer authorizer;

    StreamLifecycle(World world, Streams streams, AccountLimits limits, Authorizer authorizer) {
        this.world = world;
        this.streams = streams;
        this.limits = limits;
        this.authorizer = authorizer;
    }

    CreateStreamResponse create(CreateStreamRequest request) {
        String name = request.streamName();
        streams.checkName(name);
        StreamMode mode = Optional.ofNullable(request.streamModeDetails())
                .map(StreamModeDetails::streamMode)
                .orElse(StreamMode.PROVISIONED);
        int shards = shards(request, mode);
        StreamTags.check(request.tags());
        if (!request.tags().isEmpty()) {
            authorizer.require(Service.KINESIS, Operation.ADD_TAGS_TO_STREAM.action(), streams.arn(name));
        }
        Instant now = world.now();
        streams.at(now, name).ifPresent(found -> {
            throw KinesisError.RESOURCE_IN_USE.as("Stream %s under account %s already exists.", name, world.account());
        });
        checkSimultaneous(now);
        switch (mode) {
            case ON_DEMAND -> limits.checkOneMoreOnDemand(now);
            default -> limits.checkMoreShards(now, shards);
        }
        SimulatedStream stream = new SimulatedStream(name, streams.arn(name), now);
        StreamVersion creating = StreamVersion.creating(mode, shards, request.tags());
        stream.versions().set(now, creating);
        stream.versions().set(world.after(world.delays().creation(), name), creating.with(StreamStatus.ACTIVE));
        streams.add(stream);
        return CreateStreamResponse.builder().build();
    }

    /**
     * The API reference lists ResourceInUseException for streams that are not ACTIVE, though deletion seems to pass in
     * other states too: refused here.
     */
    DeleteStreamResponse delete(DeleteStreamRequest request) {
        var found = streams.active(request.streamName(), request.streamARN());
        SimulatedStream stream = found.stream();
        Instant now = world.now();
        if (!stream.consumers(now).isEmpty() && !Boolean.TRUE.equals(request.enforceConsumerDeletion())) {
            throw KinesisError.RESOURCE_IN_USE.as(
                    "Stream %s under account %s has registered consumers. "
                            + "Deregister them or set EnforceConsumerDeletion.",
                    stream.name(), world.account());
        }
        Instant gone = world.after(world.delays().deletion(), stream.name());
        stream.versions().set(now, found.version().with(StreamStatus.DELETING));
        stream.versions().end(gone);
        stream.consumers().values().forEach(consumer -> consumer.end(gone));
        return DeleteStreamResponse.builder().build();
    }

    private static int shards(CreateStreamRequest request, StreamMode mode) {
        return switch (mode) {
            case ON_DEMAND -> onDemandShards(request);
            case PROVISIONED -> provisionedShards(request);
            case UNKNOWN_TO_SDK_VERSION ->
                throw KinesisError.VALIDATION.as(
                        "1 validation error detected: Value '%s' at 'streamModeDetails.streamMode' failed to satisfy "
                                + "constraint: Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]",
                        request.streamModeDetails().streamModeAsString());
        };
    }

    private static int onDemandShards(CreateStreamRequest request) {
        if (request.shardCount() != null) {
            throw KinesisError.VALIDATION.as("ShardCount cannot be specified for a stream in ON_DEMAND mode.");
        }
        return ON_DEMAND_SHARDS;
    }

    private static int provisionedShards(CreateStreamRequest request) {
        if (request.shardCount() == null) {
            throw KinesisError.VALIDATION.as("ShardCount must be specified for a stream in PROVISIONED mode.");
        }
        if (request.shardCount() < 1) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%d' at 'shardCount' failed to satisfy constraint: "
                            + "Member must have value greater than or equal to 1",
                    request.shardCount());
        }
        return request.shardCount();
    }

    /** The quotas page counts CREATING only; AWS's message says CREATING or DELETING, so both count here. */
    private void checkSimultaneous(Instant now) {
        Function<Streams.Found, StreamStatus> status = found -> found.version().status();
        long busy = streams.all(now)
                .map(status)
                .filter(each -> each == StreamStatus.CREATING || each == StreamStatus.DELETING)
                .count();
        if (busy >= SIMULTANEOUS) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "This request would have exceed the limit on the number of streams that can simultaneously be in "
                            + "CREATING or DELETING for the account %s. Limit: %d.",
                    world.account(), SIMULTANEOUS);
        }
    }
}
