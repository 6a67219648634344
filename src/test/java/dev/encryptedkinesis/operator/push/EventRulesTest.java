package dev.encryptedkinesis.operator.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/** What the template's rules let through, decided by the library that AWS publishes of EventBridge's own matching. */
class EventRulesTest {

    private static final Path TEMPLATE = Path.of("examples", "push", "events.cfn.yml");
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

    /** The template's parameter: without CloudFormation, a reference to it stands for itself. */
    private static final String OPERATOR = "OperatorRoleName";

    private static JsonNode template() throws IOException {
        return new YAMLMapper().readTree(TEMPLATE.toFile());
    }

    private static String pattern(String rule) throws IOException {
        return template().at("/Resources/" + rule + "/Properties/EventPattern").toString();
    }

    private static Set<String> operations(String rule) throws IOException {
        Set<String> names = new TreeSet<>();
        template()
                .at("/Resources/" + rule + "/Properties/EventPattern/detail/eventName")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    static Stream<String> operationsOfStreams() throws IOException {
        return operations("StreamChanged").stream();
    }

    static Stream<String> operationsOfKeys() throws IOException {
        return operations("KeyChanged").stream();
    }

    private static String ofStream(String operation) {
        return Events.kinesis(operation, "\"streamName\": \"orders\"");
    }

    private static boolean lets(String rule, String event) throws Exception {
        return Ruler.matchesRule(event, pattern(rule));
    }

    @ParameterizedTest
    @MethodSource("operationsOfStreams")
    void whatSomebodyDoesToAStreamComesThroughAndIsUnderstood(String operation) throws Exception {
        String event = ofStream(operation);

        assertThat(lets("StreamChanged", event)).isTrue();
        assertThat(EventReader.read(event)).isInstanceOf(Notice.Change.class);
    }

    @ParameterizedTest
    @MethodSource("operationsOfKeys")
    void whatSomebodyDoesToAKeyComesThroughAndIsUnderstood(String operation) throws Exception {
        String event = Events.kms(operation, "", KEY);

        assertThat(lets("KeyChanged", event)).isTrue();
        assertThat(lets("StreamChanged", event)).isFalse();
        assertThat(EventReader.read(event)).isInstanceOf(Notice.Change.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KMS CMK Deletion", "KMS CMK Rotation", "KMS Imported Key Material Expiration"})
    void whatKmsTellsComesThrough(String type) throws Exception {
        assertThat(lets("KeyTold", Events.ofKms(type, KEY))).isTrue();
        assertThat(lets("KeyChanged", Events.ofKms(type, KEY))).isFalse();
    }

    @Test
    void whatTheOperatorDidItselfDoesNot() throws Exception {
        String issuer = "\"sessionIssuer\": {\"userName\": \"%s\", \"arn\"";
        String event = ofStream("StartStreamEncryption");

        assertThat(lets("StreamChanged", event.replace("\"sessionIssuer\": {\"arn\"", issuer.formatted(OPERATOR))))
                .isFalse();
        assertThat(lets("StreamChanged", event.replace("\"sessionIssuer\": {\"arn\"", issuer.formatted("admin"))))
                .isTrue();
    }

    /** They have no session: whoever does not look for them would miss root. */
    @Test
    void whatAUserOrRootDidComesThrough() throws Exception {
        String event = ofStream("StopStreamEncryption")
                .replaceAll("\"sessionContext\": \\{.*}},?", "\"principalId\": \"123456789012\"")
                .replace("AssumedRole", "Root");

        assertThat(event).doesNotContain("sessionIssuer");
        assertThat(lets("StreamChanged", event)).isTrue();
    }

    @Test
    void whatAwsRefusedOrOnlyToldDoesNot() throws Exception {
        assertThat(lets(
                        "StreamChanged",
                        ofStream("StopStreamEncryption")
                                .replace(
                                        "\"readOnly\": false", "\"readOnly\": false, \"errorCode\": \"AccessDenied\"")))
                .isFalse();
        assertThat(lets("StreamChanged", ofStream("DescribeStreamSummary"))).isFalse();
        assertThat(lets("KeyChanged", Events.kms("GenerateDataKey", "", KEY))).isFalse();
    }

    /** Else whoever has a rule of his own in any account could write. */
    @Test
    void onlyTheTemplatesRulesMayWriteToTheQueue() throws IOException {
        JsonNode statements = template().at("/Resources/QueuePolicy/Properties/PolicyDocument/Statement");
        Set<String> rules = new TreeSet<>();
        template().path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::Events::Rule")) {
                rules.add(resource.getKey() + ".Arn");
            }
        });

        JsonNode allowed = StreamSupport.stream(statements.spliterator(), false)
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .reduce((one, other) -> {
                    throw new AssertionError("more than one statement allows something");
                })
                .orElseThrow();
        assertThat(allowed.path("Principal").path("Service").asText()).isEqualTo("events.amazonaws.com");
        assertThat(allowed.path("Action").asText()).isEqualTo("sqs:SendMessage");
        assertThat(StreamSupport.stream(
                                allowed.path("Condition")
                                        .path("ArnEquals")
                                        .path("aws:SourceArn")
                                        .spliterator(),
                                false)
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(rules);
    }
}
