package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Aside;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.CallerGateway;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Answers what a test tells it to, and writes down what it was asked. It does nothing of its own accord. */
final class FakeAws implements Gateways {

    static final String DESCRIBE_STREAM = "DescribeStreamSummary";
    static final String LIST_STREAMS = "ListStreams";
    static final String LIST_TAGS = "ListTagsForStream";
    static final String LIST_CONSUMERS = "ListStreamConsumers";
    static final String GET_POLICY = "GetResourcePolicy";
    static final String DESCRIBE_KEY = "DescribeKey";
    static final String GET_CALLER_IDENTITY = "GetCallerIdentity";

    /** For how long calls are put off. */
    static final Duration WAIT = Duration.ofMillis(700);

    private final Set<String> spent = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Deque<Failure.Kind>> failures = new HashMap<>();
    private final Map<String, KeyFacts> keys = new HashMap<>();
    private Optional<StreamDescription> stream = Optional.empty();
    private StreamRoll roll = new StreamRoll(Map.of(), 1);
    private Map<String, String> tags = Map.of();
    private List<FanOutConsumer> consumers = List.of();
    private Optional<String> policy = Optional.empty();

    void has(StreamDescription description, Map<String, String> withTags) {
        stream = Optional.of(description);
        tags = withTags;
    }

    void hasConsumers(FanOutConsumer... registered) {
        consumers = List.of(registered);
    }

    void hasPolicy(String text) {
        policy = Optional.of(text);
    }

    void hasNoStream() {
        stream = Optional.empty();
    }

    void hasKey(KeyFacts facts) {
        keys.put(facts.arn(), facts);
    }

    /** The next calls of this operation fail, one after the other. */
    void fails(String operation, Failure.Kind... kinds) {
        failures.computeIfAbsent(operation, none -> new ArrayDeque<>()).addAll(List.of(kinds));
    }

    /** The next call of this operation is put off. */
    void putsOff(String operation) {
        spent.add(operation);
    }

    /** What was asked since this was last asked. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    @Override
    public CallerGateway caller(Realm realm) {
        return () -> {
            call(GET_CALLER_IDENTITY, GET_CALLER_IDENTITY);
            return new Caller("arn:aws:sts::111122223333:assumed-role/operator/session", "111122223333");
        };
    }

    @Override
    public StreamGateway streams(Realm realm) {
        return new StreamGateway() {
            @Override
            public Optional<StreamDescription> describe(String streamName) {
                call(DESCRIBE_STREAM, DESCRIBE_STREAM);
                return stream;
            }

            @Override
            public StreamRoll roll(SortedSet<String> streamNames) {
                call(LIST_STREAMS, LIST_STREAMS);
                return roll;
            }

            @Override
            public Map<String, String> tags(String streamName) {
                call(LIST_TAGS, LIST_TAGS);
                return tags;
            }

            @Override
            public List<FanOutConsumer> consumers(String streamArn) {
                call(LIST_CONSUMERS, LIST_CONSUMERS);
                return consumers;
            }

            @Override
            public Optional<String> policy(String streamArn) {
                call(GET_POLICY, GET_POLICY);
                return policy;
            }

            @Override
            public void reserve(Set<Aside> asides) {
                asides.stream().map(FakeAws::operation).forEach(FakeAws.this::takeTurn);
            }

            @Override
            public void carryOut(String streamName, StreamAction action) {
                call(Pace.operation(action.description()), action.description());
            }
        };
    }

    @Override
    public KeyGateway keys(Realm realm) {
        return keyId -> {
            call(DESCRIBE_KEY, DESCRIBE_KEY);
            return Optional.ofNullable(keys.get(keyId))
                    .orElseThrow(() -> failure(DESCRIBE_KEY, Failure.Kind.KEY_NOT_FOUND));
        };
    }

    @Override
    public <T> T on(Errand errand, Supplier<T> work) {
        return work.get();
    }

    private static String operation(Aside aside) {
        return switch (aside) {
            case TAGS -> LIST_TAGS;
            case CONSUMERS -> LIST_CONSUMERS;
            case POLICY -> GET_POLICY;
        };
    }

    private void takeTurn(String operation) {
        if (spent.remove(operation)) {
            throw new PutOffException(operation, WAIT);
        }
    }

    private void call(String operation, String description) {
        takeTurn(operation);
        calls.add(description);
        Deque<Failure.Kind> next = failures.getOrDefault(operation, new ArrayDeque<>());
        if (!next.isEmpty()) {
            throw failure(operation, next.remove());
        }
    }

    private static FailureException failure(String operation, Failure.Kind kind) {
        return new FailureException(new Failure(kind, operation, kind.name(), "What AWS said."), null);
    }
}
