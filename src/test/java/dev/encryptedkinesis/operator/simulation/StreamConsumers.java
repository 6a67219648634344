package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerResponse;

/** A stream's fan-out consumers. The numbers are those of the Kinesis quotas page. */
final class StreamConsumers {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final int MOST = 20;
    private static final int SIMULTANEOUS = 5;
    private static final int PAGE = 100;

    private final World world;
    private final Streams streams;

    StreamConsumers(World world, Streams streams) {
        this.world = world;
        this.streams = streams;
    }

    RegisterStreamConsumerResponse register(RegisterStreamConsumerRequest request) {
        String name = request.consumerName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%s' at 'consumerName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                    name);
        }
        SimulatedStream stream = streams.active(null, request.streamARN()).stream();
        Instant now = world.now();
        checkRoom(stream, name, now);
        Consumer creating = Consumer.builder()
                .consumerName(name)
                .consumerARN("%s/consumer/%s:%d".formatted(stream.arn(), name, now.getEpochSecond()))
                .consumerStatus(ConsumerStatus.CREATING)
                .consumerCreationTimestamp(now)
                .build();
        Timeline<Consumer> consumer = stream.consumers().computeIfAbsent(name, any -> new Timeline<>());
        consumer.set(now, creating);
        consumer.set(
                world.after(world.delays().consumer(), stream.name()),
                creating.toBuilder().consumerStatus(ConsumerStatus.ACTIVE).build());
        return RegisterStreamConsumerResponse.builder().consumer(creating).build();
    }

    DeregisterStreamConsumerResponse deregister(DeregisterStreamConsumerRequest request) {
        String streamArn = streamArn(request.streamARN(), request.consumerARN());
        SimulatedStream stream = streams.existing(null, streamArn).stream();
        Instant now = world.now();
        Consumer found = find(stream, now, request.consumerName(), request.consumerARN());
        Timeline<Consumer> consumer = stream.consumers().get(found.consumerName());
        consumer.set(
                now, found.toBuilder().consumerStatus(ConsumerStatus.DELETING).build());
        consumer.end(world.after(world.delays().consumer(), stream.name()));
        return DeregisterStreamConsumerResponse.builder().build();
    }

    DescribeStreamConsumerResponse describe(DescribeStreamConsumerRequest request) {
        String streamArn = streamArn(request.streamARN(), request.consumerARN());
        SimulatedStream stream = streams.seen(null, streamArn).stream();
        Instant at = world.sight().of(stream.name());
        Consumer found = find(stream, at, request.consumerName(), request.consumerARN());
        return DescribeStreamConsumerResponse.builder()
                .consumerDescription(description -> description
                        .consumerName(found.consumerName())
                        .consumerARN(found.consumerARN())
                        .consumerStatus(found.consumerStatus())
                        .consumerCreationTimestamp(found.consumerCreationTimestamp())
                        .streamARN(stream.arn()))
                .build();
    }

    /** The next token is the last name. */
    ListStreamConsumersResponse list(ListStreamConsumersRequest request) {
        SimulatedStream stream = streams.seen(null, request.streamARN()).stream();
        int limit = StreamReads.limit(request.maxResults(), PAGE, 10_000);
        List<Consumer> rest = stream.consumers(world.sight().of(stream.name())).stream()
                .filter(consumer ->
                        request.nextToken() == null || consumer.consumerName().compareTo(request.nextToken()) > 0)
                .toList();
        List<Consumer> page = rest.stream().limit(limit).toList();
        return ListStreamConsumersResponse.builder()
                .consumers(page)
                .nextToken(rest.size() > limit ? page.get(limit - 1).consumerName() : null)
                .build();
    }

    private void checkRoom(SimulatedStream stream, String name, Instant now) {
        List<Consumer> all = stream.consumers(now);
        if (all.stream().anyMatch(consumer -> consumer.consumerName().equals(name))) {
            throw KinesisError.RESOURCE_IN_USE.as(
                    "Consumer %s of stream %s under account %s already exists.", name, stream.name(), world.account());
        }
        long creating = all.stream()
                .filter(consumer -> consumer.consumerStatus() == ConsumerStatus.CREATING)
                .count();
        if (all.size() >= MOST || creating >= SIMULTANEOUS) {
            throw KinesisError.LIMIT_EXCEEDED.as(
                    "This request would exceed the limit of %d consumers, or of %d in CREATING, of stream %s under "
                            + "account %s.",
                    MOST, SIMULTANEOUS, stream.name(), world.account());
        }
    }

    private Consumer find(SimulatedStream stream, Instant at, String name, String arn) {
        return stream.consumers(at).stream()
                .filter(consumer -> consumer.consumerName().equals(name)
                        || consumer.consumerARN().equals(arn))
                .findFirst()
                .orElseThrow(() -> KinesisError.RESOURCE_NOT_FOUND.as(
                        "Consumer %s of stream %s under account %s not found.",
                        name == null ? arn : name, stream.name(), world.account()));
    }

    /** The ARN of the stream whose consumer a request names by its own ARN, if not by the stream's. */
    static String streamArn(String streamArn, String consumerArn) {
        return Optional.ofNullable(streamArn)
                .or(() -> Optional.ofNullable(consumerArn).map(arn -> arn.split("/consumer/", 2)[0]))
                .orElse(null);
    }
}
