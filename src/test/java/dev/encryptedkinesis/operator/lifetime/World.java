package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.Quotas;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** An AWS account: three keys of its own and one of a stranger's choosing, a bystander's stream, and ours, or its name. */
final class World {

    static final String STREAM = "orders";
    static final String BYSTANDER = "bystander";
    static final String REGION = "eu-west-1";

    /** Whether the stream was there before the objects. */
    enum Beginning {
        NOTHING,
        A_STREAM_OF_SOMEBODY
    }

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws;
    private final String firstKey;
    private final String strangersKey;

    World(long seed, Beginning beginning) {
        aws = SimulatedAws.builder(clock)
                .seed(seed)
                .region(REGION)
                .delays(Delays.likeAws())
                .quotas(Quotas.of(REGION).withMinimumCommitted())
                .build();
        firstKey = key("alias/first");
        key("alias/second");
        strangersKey = key("alias/stranger");
        aws.console().createActiveStream(BYSTANDER, 1, Map.of("team", "others"));
        if (beginning == Beginning.A_STREAM_OF_SOMEBODY) {
            aws.console().createActiveStream(STREAM, 3, Map.of("team", "others"));
        }
        // New keys are not known everywhere at once.
        clock.advance(Duration.ofMinutes(1));
    }

    private String key(String alias) {
        String arn = aws.console().createKey();
        aws.console().pointAlias(alias, arn);
        return arn;
    }

    VirtualClock clock() {
        return clock;
    }

    SimulatedAws aws() {
        return aws;
    }

    String firstKey() {
        return firstKey;
    }

    String strangersKey() {
        return strangersKey;
    }

    /** The stream as it truly is, neither stale nor disturbed. */
    Optional<StreamDescriptionSummary> stream() {
        try {
            return Optional.of(aws.console()
                    .kinesis()
                    .describeStreamSummary(request -> request.streamName(STREAM))
                    .streamDescriptionSummary());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    int openShards() {
        return stream().orElseThrow().openShardCount();
    }
}
