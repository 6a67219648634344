package dev.encryptedkinesis.operator.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.encryptedkinesis.operator.push.Hint.Aspect;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String ID = "11111111-2222-3333-4444-555555555555";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/" + ID;
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:05Z");
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final String STOPPED = Events.kinesis(
            "StopStreamEncryption",
            "\"streamName\": \"orders\", \"encryptionType\": \"KMS\", \"keyId\": \"%s\"".formatted(ID));

    private static Notice about(Hint... hints) {
        return new Notice.Change(AT, Set.copyOf(Arrays.asList(hints)));
    }

    private static Hint stream(Aspect aspect) {
        return new Hint.Stream(Optional.of("123456789012"), "eu-west-1", "orders", aspect);
    }

    private static Hint key(String resource) {
        return new Hint.Key("eu-west-1", resource);
    }

    @Test
    void aStreamIsNamedAndNotTheKeyThatItWasUnder() {
        assertThat(EventReader.read(STOPPED)).isEqualTo(about(stream(Aspect.DESCRIPTION)));
    }

    @ParameterizedTest
    @CsvSource({
        "UpdateStreamMode,     streamARN,   " + STREAM + ", DESCRIPTION",
        "AddTagsToStream,      streamName,  orders, ATTACHMENTS",
        "TagResource,          resourceARN, " + STREAM + ", ATTACHMENTS",
        "PutResourcePolicy,    resourceARN, " + STREAM + ", ATTACHMENTS",
        "DeregisterStreamConsumer, consumerARN, " + STREAM + "/consumer/audit:1700000000, ATTACHMENTS",
    })
    void aStreamIsNamedInOneOfSeveralWays(String operation, String field, String value, Aspect aspect) {
        assertThat(EventReader.read(Events.kinesis(operation, "\"%s\": \"%s\"".formatted(field, value))))
                .isEqualTo(about(stream(aspect)));
    }

    @Test
    void aStreamOfAnotherAccountIsInTheAccountOfItsArn() {
        String theirs = STREAM.replace("123456789012", "999999999999");

        assertThat(EventReader.read(Events.kinesis("UpdateStreamMode", "\"streamARN\": \"%s\"".formatted(theirs))))
                .isEqualTo(
                        about(new Hint.Stream(Optional.of("999999999999"), "eu-west-1", "orders", Aspect.DESCRIPTION)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, KEY})
    void aKeyIsNamedByItsIdOrItsArn(String keyId) {
        assertThat(EventReader.read(Events.kms("DisableKey", "\"keyId\": \"%s\"".formatted(keyId), KEY)))
                .isEqualTo(about(key("key/" + ID)));
    }

    @Test
    void anAliasThatIsMovedIsAboutTheAliasAndTheKeyThatItMeansNow() {
        assertThat(EventReader.read(Events.kms(
                        "UpdateAlias",
                        "\"aliasName\": \"alias/shop/orders\", \"targetKeyId\": \"%s\"".formatted(ID),
                        KEY)))
                .isEqualTo(about(key("alias/shop/orders"), key("key/" + ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KMS CMK Deletion", "KMS CMK Rotation", "KMS Imported Key Material Expiration"})
    void kmsTellsOfAKeyByItself(String type) {
        assertThat(EventReader.read(Events.ofKms(type, KEY))).isEqualTo(about(key("key/" + ID)));
    }

    @Test
    void whatAServiceDidByItselfIsToldByCloudTrail() {
        assertThat(EventReader.read(Events.kms("RotateKey", "", KEY)
                        .replace("AWS API Call via CloudTrail", "AWS Service Event via CloudTrail")))
                .isEqualTo(about(key("key/" + ID)));
    }

    /** Else whoever may make one call that AWS refuses could keep the operator looking; and its own looks would. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"errorCode\": \"AccessDenied\"",
                "\"readOnly\": true",
                "\"managementEvent\": false",
            })
    void whatChangedNothingIsIrrelevant(String detail) {
        String parameters = "\"requestParameters\": {\"streamName\": \"orders\"}, " + detail;
        String call = Events.call("kinesis", "StopStreamEncryption", parameters);

        assertThat(EventReader.read(
                        detail.contains("managementEvent") ? call.replace("\"managementEvent\": true,", "") : call))
                .isEqualTo(new Notice.Irrelevant());
    }

    @ParameterizedTest
    @CsvSource({"aws.kinesis, aws.ec2", "AWS API Call via CloudTrail, EC2 Instance State-change Notification"})
    void whatIsOfAnotherServiceIsIrrelevant(String what, String other) {
        assertThat(EventReader.read(STOPPED.replace(what, other))).isEqualTo(new Notice.Irrelevant());
    }

    @TestFactory
    Stream<DynamicTest> whatEventBridgeDoesNotSendIsUnreadableInBoundedTime() {
        int room = EventReader.LONGEST;
        return Stream.of(
                        "",
                        "hello",
                        "null",
                        "[]",
                        "{}",
                        STOPPED + "{}",
                        STOPPED.replace("\"source\"", "\"sauce\""),
                        STOPPED.replaceAll("\"(time|eventTime)\": \"[^\"]*\"", "\"$1\": \"yesterday\""),
                        STOPPED.replace("orders", "../../etc/passwd"),
                        STOPPED.replace("orders", "orders\\nINFO forged"),
                        STOPPED.replace("\"orders\"", "{\"a\": 1}"),
                        STOPPED.replace("eu-west-1", "eu-west-1.evil.example/"),
                        STOPPED.replace("orders", "o".repeat(129)),
                        STOPPED.replace("orders", "o".repeat(room)),
                        " ".repeat(room + 1),
                        "[".repeat(room),
                        "{\"detail\":".repeat(room / 10),
                        "{\"a\": \"" + "\\u0000".repeat(room / 7),
                        "{\"a\": \"\ud800",
                        "{\"time\": " + "1".repeat(room - 20) + "}",
                        "{" + "\"source\": \"aws.kms\",".repeat(room / 30) + "\"source\": \"aws.kms\"}")
                .map(body -> DynamicTest.dynamicTest(
                        "%d characters: %s".formatted(body.length(), body.substring(0, Math.min(40, body.length()))),
                        () -> assertTimeoutPreemptively(
                                BOUND, () -> assertThat(EventReader.read(body)).isEqualTo(new Notice.Unreadable()))));
    }

    @Test
    void oneEventIsAboutAFewThings() {
        String many = Stream.iterate(0, number -> number + 1)
                .limit(1000)
                .map(number -> "{\"ARN\": \"%s\"}".formatted(STREAM + number))
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();

        Notice notice =
                EventReader.read(Events.call("kinesis", "StopStreamEncryption", "\"resources\": [%s]".formatted(many)));

        assertThat(((Notice.Change) notice).about()).hasSize(EventReader.MOST_HINTS);
    }

    @Property
    void whateverComesIsReadWithoutAnException(
            @ForAll String inserted, @ForAll @IntRange(max = 2000) int from, @ForAll @IntRange(max = 60) int cut) {
        int begin = Math.min(from, STOPPED.length());
        String changed =
                STOPPED.substring(0, begin) + inserted + STOPPED.substring(Math.min(STOPPED.length(), begin + cut));

        assertThat(EventReader.read(changed)).isNotNull();
    }
}
