package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.AccessSpec;
import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.lifetime.TroubledHours.Hour;
import dev.encryptedkinesis.operator.reconcile.ServedByOne;
import dev.encryptedkinesis.operator.simulation.Faults;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.tenancy.Identities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What an object costs with which something goes wrong for hours, in lines of the log, Events, and calls of AWS. It asks for
 * everything that can be asked for. Of what can go wrong with each call, a build tries one of nine, {@code
 * -Dlifetime.floods=all} all of it, and another word all whose name has it. The bounds are those of docs/logs.md.
 */
class LogFloodTest {

    private static final int SAMPLE = 9;

    private static final Duration UNTIL_READY = Duration.ofMinutes(30);

    /** In which everything is also made that can be made: 31 lines and 11 Events if nothing goes wrong. */
    private static final Hour MOST_AT_FIRST = new Hour(60, 20, 600);

    /** A pass comes a minute after the one before at the earliest, and makes five calls; what is told is told once an hour. */
    private static final Hour MOST = new Hour(5, 3, 300);

    /** Where AWS shows each time that what it accepted is not there, as if somebody undid it. */
    private static final Hour MOST_CONTESTED = new Hour(12, 8, 300);

    /** Each call fails in each way, and each of these is told. */
    private static final Hour MOST_OF_ALL_WAYS = new Hour(30, 4, 300);

    private static MockCluster forEvents;

    /** @param most of each hour but the first */
    private record Trouble(String name, Hour most, Consumer<TroubledHours> begin) {

        Trouble(String name, Consumer<TroubledHours> begin) {
            this(name, MOST, begin);
        }
    }

    /** A call that goes wrong, in one of the ways in which AWS lets calls go wrong. */
    private enum Way {
        DENIED(call -> call.fails("AccessDeniedException", 400)),
        THROTTLED(Faults.Injection::isThrottled),
        LIMITED(call -> call.fails("LimitExceededException", 400)),
        FAILED(call -> call.fails("InternalFailure", 500)),
        FAILED_AFTERWARDS(call -> call.failsAfterwards("InternalFailure", 500)),
        UNANSWERED(Faults.Injection::losesTheAnswer),
        TOO_SLOW(call -> call.takes(Duration.ofSeconds(10))),
        INVALID(call -> call.fails("ValidationException", 400)),
        UNHEARD_OF(call -> call.fails("SomethingNewException", 418)),
        IN_USE(call -> call.fails("ResourceInUseException", 400)),
        NOT_FOUND(call -> call.fails("ResourceNotFoundException", 400)),
        CREDENTIALS_EXPIRED(call -> call.fails("ExpiredTokenException", 400));

        private final Consumer<Faults.Injection> fault;

        Way(Consumer<Faults.Injection> fault) {
            this.fault = fault;
        }

        Trouble of(Operation operation) {
            boolean seemsUndone = this == NOT_FOUND && operation == Operation.GET_RESOURCE_POLICY;
            return new Trouble(
                    operation.awsName() + " " + name(),
                    seemsUndone ? MOST_CONTESTED : MOST,
                    hours -> fault.accept(
                            hours.world().aws().faults().on(operation).always()));
        }
    }

    @BeforeAll
    static void start() {
        forEvents = MockCluster.start();
    }

    @AfterAll
    static void stop() {
        forEvents.close();
    }

    /** From the first look at the object on. */
    @TestFactory
    Stream<DynamicTest> anObjectThatNeverSucceeds() {
        return Stream.concat(sample(calls()), others())
                .map(trouble -> DynamicTest.dynamicTest(trouble.name(), () -> {
                    try (TroubledHours hours = new TroubledHours(forEvents)) {
                        trouble.begin().accept(hours);
                        hours.apply(spec("alias/first", 2));
                        judge(hours, trouble);
                    }
                }));
    }

    /** Of one that was well until it was edited. */
    @TestFactory
    Stream<DynamicTest> anEditThatNeverSucceeds() {
        return Stream.concat(sample(calls()), others())
                .map(trouble -> DynamicTest.dynamicTest(trouble.name(), () -> {
                    try (TroubledHours hours = new TroubledHours(forEvents)) {
                        hours.apply(spec("alias/first", 2));
                        hours.run(UNTIL_READY);
                        trouble.begin().accept(hours);
                        hours.apply(spec("alias/second", 4));
                        judge(hours, trouble);
                    }
                }));
    }

    private static void judge(TroubledHours hours, Trouble trouble) {
        Hour first = hours.hour();
        assertThat(first).as(hours::account).matches(MOST_AT_FIRST::covers);
        for (int more = 0; more < 2; more++) {
            Hour hour = hours.hour();
            assertThat(hour).as(hours::account).matches(trouble.most()::covers);
        }
    }

    private static List<Trouble> calls() {
        return Stream.of(
                        Operation.CREATE_STREAM,
                        Operation.DESCRIBE_STREAM_SUMMARY,
                        Operation.DESCRIBE_KEY,
                        Operation.START_STREAM_ENCRYPTION,
                        Operation.UPDATE_SHARD_COUNT,
                        Operation.INCREASE_STREAM_RETENTION_PERIOD,
                        Operation.UPDATE_MAX_RECORD_SIZE,
                        Operation.ENABLE_ENHANCED_MONITORING,
                        Operation.REGISTER_STREAM_CONSUMER,
                        Operation.PUT_RESOURCE_POLICY,
                        Operation.GET_RESOURCE_POLICY,
                        Operation.LIST_STREAM_CONSUMERS,
                        Operation.LIST_TAGS_FOR_STREAM,
                        Operation.TAG_RESOURCE,
                        Operation.CREATE_GRANT,
                        Operation.REVOKE_GRANT,
                        Operation.LIST_GRANTS,
                        Operation.GET_KEY_POLICY,
                        Operation.SIMULATE_PRINCIPAL_POLICY,
                        Operation.LOOKUP_EVENTS,
                        Operation.GET_METRIC_DATA)
                .flatMap(operation -> Arrays.stream(Way.values()).map(way -> way.of(operation)))
                .toList();
    }

    private static Stream<Trouble> sample(List<Trouble> all) {
        String wanted = System.getProperty("lifetime.floods", "");
        return wanted.isEmpty()
                ? IntStream.range(0, all.size())
                        .filter(number -> number % SAMPLE == 0)
                        .mapToObj(all::get)
                : all.stream()
                        .filter(trouble ->
                                wanted.equals("all") || trouble.name().contains(wanted));
    }

    private static Stream<Trouble> others() {
        List<Trouble> all = new ArrayList<>();
        all.add(new Trouble("nothing", hours -> {}));
        all.add(new Trouble(
                "key disabled",
                hours -> hours.world().aws().console().disableKey(hours.world().firstKey())));
        all.add(new Trouble(
                "Kinesis may not use the key",
                hours -> hours.world()
                        .aws()
                        .console()
                        .denyKinesisTheKey(hours.world().firstKey())));
        all.add(new Trouble(
                "no credentials", hours -> hours.world().aws().console().loseCredentials()));
        all.add(new Trouble(
                "all calls throttled",
                hours -> hours.world().aws().faults().onAny().always().isThrottled()));
        all.add(new Trouble(
                "all calls unanswered",
                hours -> hours.world().aws().faults().onAny().always().losesTheAnswer()));
        all.add(new Trouble(
                "half of all calls fail",
                MOST_OF_ALL_WAYS,
                hours -> hours.world().aws().faults().atRandom(0.5)));
        all.add(new Trouble(
                "no AwsIdentity",
                hours -> hours.servedBy(new ServedByOne(Identities.ofEverything("others", "{matchLabels: {a: b}}")))));
        all.add(new Trouble(
                "role not assumed",
                hours -> hours.servedBy(new ServedByOne(Identities.named(
                        "tenants",
                        "{namespaceSelector: {}, roleARN: 'arn:aws:iam::123456789012:role/none', allowedRegions: ['*'],"
                                + " allowedStreamNames: ['*'], allowedKeyARNs: ['*'], allowGrants: true,"
                                + " allowedDeletionPolicies: ['*']}")))));
        for (ApiTrouble trouble : ApiTrouble.values()) {
            all.add(new Trouble(
                    "API server " + trouble, hours -> hours.cluster().has(trouble)));
        }
        return all.stream();
    }

    private static EncryptedKinesisStreamSpec spec(String key, int shards) {
        return new EncryptedKinesisStreamSpec(
                World.STREAM,
                null,
                null,
                shards,
                null,
                24 + shards,
                null,
                new KeySelector(key, null),
                1024 * shards / 2,
                List.of("IncomingBytes"),
                List.of("billing"),
                World.sharedWith("111122223333"),
                Map.of("team", "shop"),
                new AccessSpec("Grant", List.of(World.WRITER), List.of(World.READER), null),
                new BindingSpec("orders"),
                "CreateOnly",
                "Delete",
                null);
    }
}
