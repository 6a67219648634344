package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.simulation.AccessConsole;
import dev.encryptedkinesis.operator.simulation.Allowance;
import dev.encryptedkinesis.operator.simulation.AwsConsole;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.NamedKeyPolicy;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What the doctor may be called to: each begins with stream orders, its key, and a role that may put and get records. */
final class DoctorWorlds {

    static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";

    /** @param arguments beside stream and Region */
    record World(String name, int exitCode, List<String> arguments, Consumer<DoctorWorlds> trouble) {}

    private static final String API = "arn:aws:iam::123456789012:role/api";
    private static final List<String> OF_API = List.of("--principal", API);
    private static final List<String> AS_CONSUMER = List.of("--principal", API, "--use", "consumer");
    private static final int MANY = 6;
    private static final List<String> ROUND_TRIP = List.of("--round-trip");

    final VirtualClock clock = VirtualClock.create();
    final SimulatedAws aws = SimulatedAws.builder(clock)
            .consistency(Consistency.STRONG)
            .delays(Delays.fixed(Duration.ofSeconds(1)))
            .build();
    final AwsConsole console = aws.console();
    final AccessConsole access = console.access();
    final String key;

    DoctorWorlds() {
        key = console.createKey();
        console.createActiveStream("orders", 2, Map.of());
        console.encrypt("orders", key);
        access.createRole("api");
        access.putPolicy(
                API,
                "stream",
                Allowance.of(STREAM, "kinesis:PutRecord", "kinesis:GetShardIterator", "kinesis:GetRecords")
                        .text());
        access.putPolicy(
                API,
                "key",
                Allowance.of(key, "kms:GenerateDataKey", "kms:Decrypt").text());
        later();
    }

    void later() {
        clock.advance(Duration.ofMinutes(10));
    }

    private void triesToRead() {
        console.kinesis()
                .putRecord(request ->
                        request.streamName("orders").partitionKey("theirs").data(SdkBytes.fromUtf8String("theirs")));
        KinesisClient reader = aws.kinesisAs(API);
        Stream.of("shardId-000000000000", "shardId-000000000001").forEach(shard -> {
            String iterator = reader.getShardIterator(request -> request.streamName("orders")
                            .shardId(shard)
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            try {
                reader.getRecords(request -> request.shardIterator(iterator));
            } catch (KmsAccessDeniedException denied) {
                clock.advance(Duration.ofSeconds(1));
            }
        });
    }

    private static List<String> many() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> List.of("--principal", "arn:aws:iam::123456789012:role/role-" + i))
                .flatMap(List::stream)
                .toList();
    }

    static Stream<World> all() {
        return Stream.of(ofStreams(), ofPrincipals(), ofSilence(), ofRoundTrips())
                .flatMap(worlds -> worlds);
    }

    private static Stream<World> ofStreams() {
        return Stream.of(
                world("all is well", 0, List.of("--principal", API, "--round-trip"), world -> {}),
                world("the key that AWS manages", 0, OF_API, world -> {
                    world.console.encrypt("orders", "alias/aws/kinesis");
                    world.later();
                }),
                world("no stream", 1, OF_API, world -> world.console.deleteStream("orders")),
                world("not encrypted", 1, List.of("--principal", API, "--round-trip"), world -> {
                    world.console.stopEncryption("orders");
                    world.later();
                }),
                world("the key is disabled", 1, List.of("--principal", API, "--round-trip"), world -> {
                    world.console.disableKey(world.key);
                    world.later();
                }),
                world("the account uses up its quota of KMS requests", 1, List.of(), world -> {
                    world.console.useKms(95_000);
                    world.later();
                }),
                world("everybody may use the key", 1, OF_API, world -> {
                    world.access.putKeyPolicy(world.key, NamedKeyPolicy.OPEN_TO_EVERYBODY, API);
                }),
                world("another account may use the key", 0, OF_API, world -> {
                    world.access.createRole("999999999999", "partner");
                    world.access.putKeyPolicy(
                            world.key, NamedKeyPolicy.SHARED_WITH_ROLE, "arn:aws:iam::999999999999:role/partner");
                }),
                world("the key is about to be deleted", 1, AS_CONSUMER, world -> {
                    world.console.scheduleKeyDeletion(world.key, 7);
                }));
    }

    private static Stream<World> ofPrincipals() {
        return Stream.of(
                world("nothing on the stream is allowed by IAM", 1, OF_API, world -> {
                    world.access.deletePolicy(API, "stream");
                }),
                world("nothing on the key is allowed by IAM", 1, AS_CONSUMER, world -> {
                    world.access.deletePolicy(API, "key");
                }),
                world("the key does not leave it to IAM", 1, AS_CONSUMER, world -> {
                    world.access.putKeyPolicy(world.key, NamedKeyPolicy.NAMES_NOBODY, API);
                }),
                world("a grant instead of policies", 0, AS_CONSUMER, world -> {
                    world.access.putKeyPolicy(world.key, NamedKeyPolicy.NAMES_NOBODY, API);
                    world.console
                            .kms()
                            .createGrant(request -> request.keyId(world.key)
                                    .granteePrincipal(API)
                                    .operationsWithStrings("Decrypt")
                                    .constraints(constraint ->
                                            constraint.encryptionContextSubset(Map.of("aws:kinesis:arn", STREAM))));
                    world.access.settleGrants(world.key);
                }),
                world("the key's policy denies it", 1, AS_CONSUMER, world -> {
                    world.access.putKeyPolicy(world.key, NamedKeyPolicy.DENIES_ROLE, API);
                }),
                world("the role's own policy denies it", 1, AS_CONSUMER, world -> {
                    world.access.putPolicy(
                            API,
                            "no",
                            Allowance.of("*", "kms:DescribeKey")
                                    .butNot(world.key, "kms:Decrypt")
                                    .text());
                }),
                world("outside of the boundary", 1, AS_CONSUMER, world -> {
                    world.access.putBoundary(
                            API, Allowance.of("*", "kms:GenerateDataKey").text());
                }),
                world("outside of the organization", 1, AS_CONSUMER, world -> {
                    world.access.putServiceControlPolicy(
                            "123456789012", Allowance.of("*", "kinesis:*").text());
                }),
                world("a role that was denied, and is not asked about", 3, List.of(), world -> {
                    world.access.deletePolicy(API, "key");
                    world.triesToRead();
                    world.later();
                }),
                world("a role that was denied", 1, AS_CONSUMER, world -> {
                    world.access.deletePolicy(API, "key");
                    world.triesToRead();
                    world.later();
                }),
                world("a role that was denied, and is allowed now", 0, AS_CONSUMER, world -> {
                    world.access.putKeyPolicy(world.key, NamedKeyPolicy.NAMES_NOBODY, API);
                    world.triesToRead();
                    world.later();
                    world.access.putKeyPolicy(world.key, NamedKeyPolicy.DEFAULT, API);
                }),
                world("many roles", 0, many(), world -> {
                    for (int i = 0; i < MANY; i++) {
                        String role = world.access.createRole("role-" + i);
                        world.access.putPolicy(
                                role,
                                "all",
                                Allowance.of("*", "kinesis:*", "kms:*").text());
                    }
                }),
                world(
                        "no such role",
                        1,
                        List.of("--principal", "arn:aws:iam::123456789012:role/team/api", "--use", "producer"),
                        world -> {}),
                world(
                        "a role of another account",
                        1,
                        List.of("--principal", "arn:aws:iam::999999999999:role/partner", "--use", "producer"),
                        world -> world.access.createRole("999999999999", "partner")));
    }

    private static Stream<World> ofSilence() {
        return Stream.of(
                world("the key of another account", 3, AS_CONSUMER, world -> {
                    String shared = world.console.createKeyOfAccount("999999999999");
                    world.access.putPolicy(
                            API, "key", Allowance.of(shared, "kms:Decrypt").text());
                    world.console.encrypt("orders", shared);
                    world.later();
                }),
                world("policies and grants are not told", 3, OF_API, world -> {
                    Stream.of(
                                    "kms:GetKeyPolicy",
                                    "kms:ListGrants",
                                    "iam:SimulatePrincipalPolicy",
                                    "kinesis:GetResourcePolicy",
                                    "cloudwatch:GetMetricData",
                                    "cloudtrail:LookupEvents")
                            .forEach(world.console::deny);
                }),
                world("the key is not told", 3, AS_CONSUMER, world -> {
                    world.console.pointAlias("alias/orders", world.key);
                    world.console.encrypt("orders", "alias/orders");
                    world.later();
                    world.console.deny("kms:DescribeKey");
                }),
                world("the stream is not told", 3, OF_API, world -> {
                    world.console.deny("kinesis:DescribeStreamSummary");
                }),
                world("AWS takes no more questions", 3, OF_API, world -> {
                    world.aws
                            .faults()
                            .on(Operation.DESCRIBE_STREAM_SUMMARY)
                            .always()
                            .isThrottled();
                }),
                world("Kinesis does not answer", 4, OF_API, world -> {
                    world.aws.faults().on(Operation.DESCRIBE_STREAM_SUMMARY).losesTheAnswer();
                }),
                world("no credentials", 4, OF_API, world -> world.console.loseCredentials()),
                world("expired credentials", 4, OF_API, world -> world.console.expireCredentials()),
                world("a policy that means harm to whoever reads of it", 1, AS_CONSUMER, world -> {
                    world.access.putKeyPolicy(world.key, """
                            {"Version": "2012-10-17", "Statement": [{
                              "Sid": "\\u001b[2J\\u202eall is well", "Effect": "Deny", "Principal": "*",
                              "Action": "kms:Decrypt", "Resource": "*"
                            }, {
                              "Effect": "Allow", "Principal": {"Service": "\\u001b]0;owned\\u0007\\u202e.amazonaws.com"},
                              "Action": "kms:*", "Resource": "*"
                            }, {
                              "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                              "Action": "kms:*", "Resource": "*"
                            }]}""");
                }));
    }

    private static Stream<World> ofRoundTrips() {
        return Stream.concat(
                Stream.of(
                        refused("put: not allowed to", Operation.PUT_RECORD, "AccessDeniedException", 1),
                        refused("put: no use of the key", Operation.PUT_RECORD, "KMSAccessDeniedException", 1),
                        refused("put: disabled key", Operation.PUT_RECORD, "KMSDisabledException", 1),
                        refused("put: key in another state", Operation.PUT_RECORD, "KMSInvalidStateException", 1),
                        refused("put: no such key", Operation.PUT_RECORD, "KMSNotFoundException", 1),
                        refused("put: no KMS", Operation.PUT_RECORD, "KMSOptInRequired", 1),
                        refused("put: too many for KMS", Operation.PUT_RECORD, "KMSThrottlingException", 1),
                        refused(
                                "put: too many for the shard",
                                Operation.PUT_RECORD,
                                "ProvisionedThroughputExceededException",
                                3),
                        refused("get: no iterator", Operation.GET_SHARD_ITERATOR, "AccessDeniedException", 1),
                        refused("get: no use of the key", Operation.GET_RECORDS, "KMSAccessDeniedException", 1),
                        refused("get: disabled key", Operation.GET_RECORDS, "KMSDisabledException", 1)),
                Stream.of(
                        world("put: the answer is lost", 3, ROUND_TRIP, world -> {
                            world.aws.faults().on(Operation.PUT_RECORD).losesTheAnswer();
                        }),
                        world("get: too often at first", 0, ROUND_TRIP, world -> {
                            world.aws
                                    .faults()
                                    .on(Operation.GET_RECORDS)
                                    .times(3)
                                    .fails("ProvisionedThroughputExceededException", 400);
                        }),
                        world("get: too often all the time", 3, ROUND_TRIP, world -> {
                            world.aws
                                    .faults()
                                    .on(Operation.GET_RECORDS)
                                    .always()
                                    .fails("ProvisionedThroughputExceededException", 400);
                        }),
                        world("put: encrypted a moment ago", 1, ROUND_TRIP, world -> {
                            world.console.stopEncryption("orders");
                            world.later();
                            world.console.encrypt("orders", world.key);
                        })));
    }

    private static World refused(String name, Operation operation, String code, int exitCode) {
        return world(
                name,
                exitCode,
                ROUND_TRIP,
                world -> world.aws.faults().on(operation).fails(code, 400, "AWS says why."));
    }

    private static World world(String name, int exitCode, List<String> arguments, Consumer<DoctorWorlds> trouble) {
        return new World(name, exitCode, arguments, trouble);
    }
}
