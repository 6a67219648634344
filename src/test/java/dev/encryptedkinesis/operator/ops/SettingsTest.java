package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.ops.Features.AwsIdentities;
import dev.encryptedkinesis.operator.push.QueueUrl;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/events";

    @Test
    void withoutAnythingTheOperatorRunsAsOnALaptop() {
        assertThat(Settings.from(Map.of()))
                .isEqualTo(
                        new Settings("local", Optional.empty(), Optional.empty(), Set.of(), 8080, 50, Features.NONE));
    }

    @Test
    void everyVariableIsRead() {
        assertThat(Settings.from(Map.ofEntries(
                        Map.entry("POD_NAME", "operator-0"),
                        Map.entry("POD_NAMESPACE", "kinesis"),
                        Map.entry("CLUSTER_ID", "production"),
                        Map.entry("WATCH_NAMESPACES", "shop,billing"),
                        Map.entry("HEALTH_PORT", "9090"),
                        Map.entry("AWS_CALL_SHARE", "20"),
                        Map.entry("KEY_REFERENCE_KINDS", "ConfigMap, Key.kms.services.k8s.aws"),
                        Map.entry("BINDING_SECRETS", "true"),
                        Map.entry("POLICY_CONFIG_MAPS", "true"),
                        Map.entry("AWS_IDENTITIES", "Ignored"),
                        Map.entry("AWS_EVENTS_QUEUE_URL", QUEUE))))
                .isEqualTo(new Settings(
                        "operator-0",
                        Optional.of("kinesis"),
                        Optional.of("production"),
                        Set.of("shop", "billing"),
                        9090,
                        20,
                        new Features(
                                Set.of(KeyReferenceKind.CONFIG_MAP, KeyReferenceKind.ACK_KEY),
                                true,
                                true,
                                AwsIdentities.IGNORED,
                                Optional.of(new QueueUrl(QUEUE, "eu-west-1")))));
    }

    @Test
    void whatIsEmptyOrBlankIsNotSet() {
        assertThat(Settings.from(Map.ofEntries(
                        Map.entry("POD_NAME", ""),
                        Map.entry("POD_NAMESPACE", " "),
                        Map.entry("CLUSTER_ID", "\t"),
                        Map.entry("WATCH_NAMESPACES", ""),
                        Map.entry("HEALTH_PORT", " "),
                        Map.entry("AWS_CALL_SHARE", ""),
                        Map.entry("KEY_REFERENCE_KINDS", " "),
                        Map.entry("BINDING_SECRETS", ""),
                        Map.entry("POLICY_CONFIG_MAPS", " "),
                        Map.entry("AWS_IDENTITIES", " "),
                        Map.entry("AWS_EVENTS_QUEUE_URL", " "))))
                .isEqualTo(Settings.from(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop, billing", " shop ,billing ", "shop,,billing,", "billing,shop,shop"})
    void namespacesMayBeWrittenLoosely(String text) {
        assertThat(Settings.from(Map.of("WATCH_NAMESPACES", text)).namespaces())
                .containsExactlyInAnyOrder("shop", "billing");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindThatNamesKeysCanBeEnabled(KeyReferenceKind kind) {
        assertThat(Settings.from(Map.of("KEY_REFERENCE_KINDS", kind.settingName()))
                        .features()
                        .keyReferenceKinds())
                .containsExactly(kind);
    }

    /** A kind that is misspelt would else be found out only when somebody's stream is not created. */
    @ParameterizedTest
    @ValueSource(strings = {"configmap", "Secret", "Key", "Key.kms.aws.upbound.io", "ConfigMap Key", "*"})
    void otherKindsCannot(String text) {
        assertThatThrownBy(() -> Settings.from(Map.of("KEY_REFERENCE_KINDS", "ConfigMap," + text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "KEY_REFERENCE_KINDS names %s; there are: ConfigMap, Key.kms.services.k8s.aws,"
                                + " Key.kms.aws.m.upbound.io",
                        text);
    }

    @ParameterizedTest
    @CsvSource({
        "BINDING_SECRETS, True",
        "BINDING_SECRETS, yes",
        "BINDING_SECRETS, 'true,'",
        "POLICY_CONFIG_MAPS, 1",
        "POLICY_CONFIG_MAPS, on"
    })
    void aSwitchIsTrueOrFalse(String name, String text) {
        assertThat(Settings.from(Map.of(name, "false"))).isEqualTo(Settings.from(Map.of()));
        assertThatThrownBy(() -> Settings.from(Map.of(name, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "IGNORED", "false", "Disabled", "Ignored,Required"})
    void noWordIsTakenForLeaveToIgnoreIdentities(String text) {
        assertThat(Settings.from(Map.of("AWS_IDENTITIES", "Required"))).isEqualTo(Settings.from(Map.of()));
        assertThatThrownBy(() -> Settings.from(Map.of("AWS_IDENTITIES", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AWS_IDENTITIES must be Required or Ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-west-1.amazonaws.com/123456789012/events, eu-west-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/my_events-2, cn-north-1",
        "https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/events, us-gov-west-1",
        "https://sqs.ap-southeast-2.api.aws/123456789012/events, ap-southeast-2",
    })
    void aQueueIsNamedByItsUrl(String text, String region) {
        assertThat(Settings.from(Map.of("AWS_EVENTS_QUEUE_URL", text))
                        .features()
                        .eventsQueue())
                .contains(new QueueUrl(text, region));
    }

    /** What is read from there, and with the operator's signature asked for, is nobody's to choose but AWS's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "events",
                "arn:aws:sqs:eu-west-1:123456789012:events",
                "http://sqs.eu-west-1.amazonaws.com/123456789012/events",
                "https://sqs.eu-west-1.amazonaws.com.evil.example/123456789012/events",
                "https://evil.example/sqs.eu-west-1.amazonaws.com/123456789012/events",
                "https://sqs.eu-west-1.amazonaws.com@evil.example/123456789012/events",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/events.fifo",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/events/",
                "https://sqs.eu-west-1.amazonaws.com/12345/events",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/events\nINFO forged",
            })
    void whatIsNoQueueIsNotRepeated(String text) {
        assertThatThrownBy(() -> Settings.from(Map.of("AWS_EVENTS_QUEUE_URL", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AWS_EVENTS_QUEUE_URL must be the URL of a standard SQS queue, like"
                        + " https://sqs.eu-west-1.amazonaws.com/123456789012/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-5", "half", "0.5", "50%"})
    void theShareOfCallsIsAPercentage(String text) {
        assertThatThrownBy(() -> Settings.from(Map.of("AWS_CALL_SHARE", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AWS_CALL_SHARE must be a number from 1 to 100");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65535, 65535", "' 8081 ', 8081", "00080, 80"})
    void portsMayBe(String text, int port) {
        assertThat(Settings.from(Map.of("HEALTH_PORT", text)).healthPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999", "-1", "http", "80.5", "8080a", "999999999999"})
    void portsMayNotBe(String text) {
        assertThatThrownBy(() -> Settings.from(Map.of("HEALTH_PORT", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HEALTH_PORT must be a number from 1 to 65535");
    }

    @Test
    void theLogIsWrittenAsIsSetOrElseAsItIsRead() {
        assertThat(Settings.logFormat(Map.of("LOG_FORMAT", "json"))).contains(LogFormat.JSON);
        assertThat(Settings.logFormat(Map.of("LOG_FORMAT", "text"))).contains(LogFormat.TEXT);
        assertThat(Settings.logFormat(Map.of("LOG_FORMAT", "auto"))).isEmpty();
        assertThat(Settings.logFormat(Map.of())).isEmpty();
        assertThatThrownBy(() -> Settings.logFormat(Map.of("LOG_FORMAT", "xml")))
                .hasMessage("LOG_FORMAT must be json, text or auto");
    }
}
