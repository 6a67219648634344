package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import dev.encryptedkinesis.operator.stream.ShardMetrics;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KinesisStreamGatewayTest extends GatewayTest {

    private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";

    private StreamGateway gateway;

    @BeforeEach
    void take() {
        gateway = clients.streams(REALM);
    }

    @Test
    void describes() {
        aws.thenAnswers("""
            {"StreamDescriptionSummary": {"StreamName": "orders", "StreamARN": "%s", "StreamStatus": "UPDATING",
            "StreamModeDetails": {"StreamMode": "ON_DEMAND"}, "RetentionPeriodHours": 48, "OpenShardCount": 4,
            "StreamCreationTimestamp": 1700000000.25, "EncryptionType": "KMS", "KeyId": "alias/orders",
            "ConsumerCount": 2, "MaxRecordSizeInKiB": 2048, "WarmThroughput": {"TargetMiBps": 100, "CurrentMiBps": 40},
            "EnhancedMonitoring": [{"ShardLevelMetrics": ["IncomingBytes"]}]}}
            """.formatted(ARN));

        assertThat(gateway.describe("orders"))
                .contains(new StreamDescription(
                        ARN,
                        Instant.ofEpochMilli(1700000000250L),
                        StreamState.UPDATING,
                        new StreamDescription.ShardCount(
                                CapacityMode.ON_DEMAND,
                                4,
                                Optional.of(new StreamDescription.WarmThroughput(Optional.of(100), Optional.of(40)))),
                        new StreamDescription.Settings(48, 2048, new ShardMetrics(Set.of("IncomingBytes"))),
                        Optional.of("alias/orders"),
                        2));
        assertThat(aws.onlyRequest().operation()).isEqualTo("DescribeStreamSummary");
        assertThat(aws.onlyRequest().json()).isEqualTo(LoopbackAws.json("{\"StreamName\": \"orders\"}"));
    }

    @ParameterizedTest
    @EnumSource(StreamState.class)
    void describesEveryState(StreamState state) {
        aws.thenAnswers(summary("\"StreamStatus\": \"%s\"".formatted(state)));

        assertThat(gateway.describe("orders")).map(StreamDescription::state).contains(state);
    }

    @Test
    void withoutModeItIsProvisionedAndWithoutConsumersThereAreNone() {
        aws.thenAnswers(summary("\"StreamStatus\": \"ACTIVE\""));

        StreamDescription description = gateway.describe("orders").orElseThrow();

        assertThat(description.shards()).isEqualTo(new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 1));
        assertThat(description.consumers()).isZero();
        assertThat(description.settings().maxRecordSizeKiB()).isEqualTo(1024);
        assertThat(description.settings().metrics()).isEqualTo(ShardMetrics.NONE);
    }

    @Test
    void aKeyOfAStreamThatIsNotEncryptedIsNoKey() {
        aws.thenAnswers(summary("\"StreamStatus\": \"ACTIVE\", \"EncryptionType\": \"NONE\", \"KeyId\": \"alias/old\""))
                .thenAnswers(summary("\"StreamStatus\": \"ACTIVE\", \"KeyId\": \"alias/old\""));

        assertThat(gateway.describe("orders").orElseThrow().keyId()).isEmpty();
        assertThat(gateway.describe("orders").orElseThrow().keyId()).isEmpty();
    }

    @Test
    void aStreamUnderAKindOfEncryptionNobodyHasHeardOfIsEncrypted() {
        aws.thenAnswers(summary("\"StreamStatus\": \"ACTIVE\", \"EncryptionType\": \"KMS_2\", \"KeyId\": \"alias/a\""));

        assertThat(gateway.describe("orders").orElseThrow().keyId()).contains("alias/a");
    }

    @Test
    void noSuchStreamIsAnAnswer() {
        aws.thenFails(400, "ResourceNotFoundException", "Stream orders under account 123456789012 not found.");

        assertThat(gateway.describe("orders")).isEmpty();
    }

    @Test
    void otherFailuresToDescribeAreFailures() {
        aws.thenFails(400, "AccessDeniedException", "no");

        assertThat(failureOf(() -> gateway.describe("orders")).kind()).isEqualTo(Failure.Kind.DENIED);
    }

    @Test
    void doesNotGuessAtValuesItDoesNotKnow() {
        aws.thenAnswers(summary("\"StreamStatus\": \"HIBERNATING\""))
                .thenAnswers(
                        summary("\"StreamStatus\": \"ACTIVE\", \"StreamModeDetails\": {\"StreamMode\": \"MAGICAL\"}"));

        Failure status = failureOf(() -> gateway.describe("orders"));
        Failure mode = failureOf(() -> gateway.describe("orders"));

        assertThat(status.kind()).isEqualTo(Failure.Kind.TRANSIENT);
        assertThat(status.message()).contains("stream status HIBERNATING");
        assertThat(mode.kind()).isEqualTo(Failure.Kind.TRANSIENT);
        assertThat(mode.message()).contains("capacity mode MAGICAL");
    }

    @Test
    void listsTagsPageByPage() {
        aws.thenAnswers("""
            {"HasMoreTags": true, "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]}\
            """)
                .thenAnswers("{\"HasMoreTags\":"
                        + " false,"
                        + " \"Tags\":"
                        + " [{\"Key\":"
                        + " \"c\","
                        + " \"Value\":"
                        + " \"3\"}]}");

        assertThat(gateway.tags("orders")).isEqualTo(Map.of("a", "1", "b", "", "c", "3"));
        assertThat(aws.requests())
                .extracting(LoopbackAws.Request::json)
                .containsExactly(
                        LoopbackAws.json("{\"StreamName\": \"orders\"}"),
                        LoopbackAws.json("{\"StreamName\": \"orders\", \"ExclusiveStartTagKey\": \"b\"}"));
    }

    @Test
    void anEmptyPageThatPromisesMoreIsTheLast() {
        aws.thenAnswers("{\"HasMoreTags\": true, \"Tags\": []}");

        assertThat(gateway.tags("orders")).isEmpty();
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void listsConsumersPageByPage() {
        aws.thenAnswers("""
            {"Consumers": [{"ConsumerName": "a", "ConsumerARN": "arn:a", "ConsumerStatus": "CREATING"}],
            "NextToken": "more"}\
            """).thenAnswers("""
            {"Consumers": [{"ConsumerName": "b", "ConsumerARN": "arn:b", "ConsumerStatus": "ACTIVE"},
            {"ConsumerName": "c", "ConsumerARN": "arn:c", "ConsumerStatus": "DELETING"}]}\
            """);

        assertThat(gateway.consumers(ARN))
                .containsExactly(
                        new FanOutConsumer("a", "arn:a", FanOutConsumer.State.CREATING),
                        new FanOutConsumer("b", "arn:b", FanOutConsumer.State.ACTIVE),
                        new FanOutConsumer("c", "arn:c", FanOutConsumer.State.DELETING));
        assertThat(aws.requests()).extracting(LoopbackAws.Request::operation).containsOnly("ListStreamConsumers");
        assertThat(aws.requests())
                .extracting(LoopbackAws.Request::json)
                .containsExactly(
                        LoopbackAws.json("{\"StreamARN\": \"%s\"}".formatted(ARN)),
                        LoopbackAws.json("{\"StreamARN\": \"%s\", \"NextToken\": \"more\"}".formatted(ARN)));
    }

    @Test
    void readsThePolicyIfThereIsOne() {
        aws.thenAnswers("""
            {"Policy": "{\\"Statement\\":[]}"}\
            """)
                .thenAnswers("{\"Policy\": \"{}\"}")
                .thenFails(400, "ResourceNotFoundException", "no policy")
                .thenFails(400, "AccessDeniedException", "no");

        assertThat(gateway.policy(ARN)).contains("{\"Statement\":[]}");
        assertThat(gateway.policy(ARN)).contains("{}");
        assertThat(gateway.policy(ARN)).isEmpty();
        assertThat(failureOf(() -> gateway.policy(ARN)).operation()).isEqualTo("GetResourcePolicy");
        assertThat(aws.requests())
                .extracting(LoopbackAws.Request::json)
                .containsOnly(LoopbackAws.json("{\"ResourceARN\": \"%s\"}".formatted(ARN)));
    }

    @Test
    void doesNotGuessAtStatesOfConsumers() {
        aws.thenAnswers("""
            {"Consumers": [{"ConsumerName": "a", "ConsumerARN": "arn:a", "ConsumerStatus": "ASLEEP"}]}\
            """);

        assertThat(failureOf(() -> gateway.consumers(ARN)).message()).contains("consumer status ASLEEP");
    }

    /** AWS does not publish its words for it; that there is room for a further consumer is known before it is asked for. */
    @Test
    void aConsumerThatCannotBeRegisteredNowWaitsForTheOthers() {
        aws.thenFails(400, "LimitExceededException", "whatever AWS says");

        assertThat(failureOf(() -> gateway.carryOut("orders", new StreamAction.RegisterConsumer(ARN, "billing")))
                        .kind())
                .isEqualTo(Failure.Kind.CREATION_SLOTS_TAKEN);
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of(
                        new StreamAction.Create(new Capacity.Provisioned(4), Map.of("team", "shop")),
                        "CreateStream",
                        """
                        {"StreamName": "orders", "ShardCount": 4, "StreamModeDetails": {"StreamMode": "PROVISIONED"},
                        "Tags": {"team": "shop"}}\
                        """),
                Arguments.of(
                        new StreamAction.Create(new Capacity.OnDemand(), Map.of("team", "shop")), "CreateStream", """
                        {"StreamName": "orders", "StreamModeDetails": {"StreamMode": "ON_DEMAND"},
                        "Tags": {"team": "shop"}}\
                        """),
                Arguments.of(new StreamAction.StartEncryption("alias/aws/kinesis"), "StartStreamEncryption", """
                    {"StreamName": "orders", "EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}\
                    """),
                Arguments.of(new StreamAction.IncreaseRetention(48), "IncreaseStreamRetentionPeriod", """
                    {"StreamName": "orders", "RetentionPeriodHours": 48}\
                    """),
                Arguments.of(new StreamAction.DecreaseRetention(24), "DecreaseStreamRetentionPeriod", """
                    {"StreamName": "orders", "RetentionPeriodHours": 24}\
                    """),
                Arguments.of(
                        new StreamAction.SwitchMode(ARN, CapacityMode.ON_DEMAND), "UpdateStreamMode", """
                            {"StreamARN": "%s", "StreamModeDetails": {"StreamMode": "ON_DEMAND"}}\
                            """.formatted(
                                        ARN)),
                Arguments.of(new StreamAction.Reshard(8), "UpdateShardCount", """
                    {"StreamName": "orders", "TargetShardCount": 8, "ScalingType": "UNIFORM_SCALING"}\
                    """),
                Arguments.of(
                        new StreamAction.UpdateMaxRecordSize(ARN, 2048), "UpdateMaxRecordSize", """
                    {"StreamARN": "%s", "MaxRecordSizeInKiB": 2048}\
                    """.formatted(ARN)),
                Arguments.of(
                        new StreamAction.UpdateWarmThroughput(ARN, 100), "UpdateStreamWarmThroughput", """
                    {"StreamARN": "%s", "WarmThroughputMiBps": 100}\
                    """.formatted(
                                        ARN)),
                Arguments.of(new StreamAction.EnableMetrics(Set.of("IncomingBytes")), "EnableEnhancedMonitoring", """
                    {"StreamName": "orders", "ShardLevelMetrics": ["IncomingBytes"]}\
                    """),
                Arguments.of(
                        new StreamAction.DisableMetrics(Set.of("IncomingBytes")), "DisableEnhancedMonitoring", """
                    {"StreamName": "orders", "ShardLevelMetrics": ["IncomingBytes"]}\
                    """),
                Arguments.of(new StreamAction.RegisterConsumer(ARN, "billing"), "RegisterStreamConsumer", """
                    {"StreamARN": "%s", "ConsumerName": "billing"}\
                    """.formatted(
                                ARN)),
                Arguments.of(
                        new StreamAction.DeregisterConsumer(ARN + "/consumer/billing:1", "billing"),
                        "DeregisterStreamConsumer",
                        """
                        {"ConsumerARN": "%s/consumer/billing:1"}\
                        """.formatted(ARN)),
                Arguments.of(
                        new StreamAction.PutPolicy(ARN, new ResourcePolicy("{\"Statement\":[]}", Map.of())),
                        "PutResourcePolicy",
                        """
                        {"ResourceARN": "%s", "Policy": "{\\"Statement\\":[]}"}\
                        """.formatted(ARN)),
                Arguments.of(new StreamAction.DeletePolicy(ARN), "DeleteResourcePolicy", """
                    {"ResourceARN": "%s"}\
                    """.formatted(ARN)),
                Arguments.of(new StreamAction.AddTags(Map.of("team", "shop")), "AddTagsToStream", """
                    {"StreamName": "orders", "Tags": {"team": "shop"}}\
                    """),
                Arguments.of(new StreamAction.RemoveTags(Set.of("team")), "RemoveTagsFromStream", """
                    {"StreamName": "orders", "TagKeys": ["team"]}\
                    """),
                Arguments.of(
                        new StreamAction.Delete(StreamAction.Delete.Consumers.KEEP_STREAM_IF_ANY), "DeleteStream", """
                        {"StreamName": "orders", "EnforceConsumerDeletion": false}\
                        """),
                Arguments.of(new StreamAction.Delete(StreamAction.Delete.Consumers.DEREGISTER), "DeleteStream", """
                    {"StreamName": "orders", "EnforceConsumerDeletion": true}\
                    """));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void carriesOutEachActionWithOneRequest(StreamAction action, String operation, String body) {
        aws.thenConfirms();

        gateway.carryOut("orders", action);

        assertThat(aws.onlyRequest().operation()).isEqualTo(operation);
        assertThat(aws.onlyRequest().json()).isEqualTo(LoopbackAws.json(body));
    }

    /** Java 17 cannot check a chain of instanceof for completeness, so this does. */
    @Test
    void noActionIsForgotten() {
        assertThat(actions().map(arguments -> arguments.get()[0].getClass()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(StreamAction.class.getPermittedSubclasses()));
    }

    @Test
    void anUnknownActionIsABug() {
        assertThatThrownBy(() -> gateway.carryOut("orders", null)).isInstanceOf(RuntimeException.class);
        assertThat(aws.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void eachActionReportsFailuresByItsOwnName(StreamAction action, String operation) {
        aws.thenFails(400, "LimitExceededException", "Rate exceeded for stream orders under account 123456789012.");

        assertThat(failureOf(() -> gateway.carryOut("orders", action)))
                .isEqualTo(new Failure(
                        Failure.Kind.THROTTLED,
                        operation,
                        "LimitExceededException",
                        "Rate exceeded for stream orders under account 123456789012."));
    }

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    private static String summary(String rest) {
        return """
            {"StreamDescriptionSummary": {"StreamName": "orders", "StreamARN": "%s", "RetentionPeriodHours": 24,
            "StreamCreationTimestamp": 1700000000, "OpenShardCount": 1, %s}}
            """.formatted(ARN, rest);
    }
}
