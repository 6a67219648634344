package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.simulation.Allowance;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.Quotas;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** An AWS account: three keys, two roles, a grant of somebody else's, a bystander's stream, and ours, or its name. */
final class World {

    static final String STREAM = "orders";
    static final String BYSTANDER = "bystander";
    static final String REGION = "eu-west-1";
    static final String WRITER = "arn:aws:iam::123456789012:role/writer";
    static final String READER = "arn:aws:iam::123456789012:role/reader";

    /** Whether the stream was there before the objects. */
    enum Beginning {
        NOTHING,
        A_STREAM_OF_SOMEBODY
    }

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws;
    private final String firstKey;
    private final String secondKey;
    private final String strangersKey;

    World(long seed, Beginning beginning) {
        aws = SimulatedAws.builder(clock)
                .seed(seed)
                .region(REGION)
                .delays(Delays.likeAws())
                .quotas(Quotas.of(REGION).withMinimumCommitted())
                .build();
        firstKey = key("alias/first");
        secondKey = key("alias/second");
        strangersKey = key("alias/stranger");
        // The keys' policies leave it to the roles' own, and these allow only what is done to streams.
        String writer = role("writer");
        role("reader");
        aws.console()
                .kms()
                .createGrant(request -> request.keyId(firstKey)
                        .granteePrincipal(writer)
                        .name("of-somebody-else")
                        .operationsWithStrings("Decrypt"));
        aws.console().createActiveStream(BYSTANDER, 1, Map.of("team", "others"));
        if (beginning == Beginning.A_STREAM_OF_SOMEBODY) {
            aws.console().createActiveStream(STREAM, 3, Map.of("team", "others"));
        }
        // New keys are not known everywhere at once.
        clock.advance(Duration.ofMinutes(1));
    }

    /** A stream's policy that lets this account put records. */
    static Map<String, Object> sharedWith(String account) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("AWS", account),
                        "Action",
                        List.of("kinesis:PutRecord"),
                        "Resource",
                        "*")));
    }

    private String role(String name) {
        String arn = aws.console().access().createRole(name);
        aws.console()
                .access()
                .putPolicy(arn, "streams", Allowance.of("*", "kinesis:*").text());
        return arn;
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

    /** Those that a customer manages. */
    List<String> keys() {
        return List.of(firstKey, secondKey, strangersKey);
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

    Map<String, String> tags() {
        return aws.console().kinesis().listTagsForStream(request -> request.streamName(STREAM)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    int openShards() {
        return stream().orElseThrow().openShardCount();
    }
}
