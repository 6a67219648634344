package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.api.AccessDenial;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Occurrence;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;

/** Whom KMS turned away, against the simulated CloudTrail. */
class DenialsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** CloudTrail's 15 minutes, and a steady look. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(21);

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).build();
    private final VirtualOperator operator =
            new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
    private String api;
    private String key;

    @BeforeEach
    void somebodyMayUseStreamsAndNoKey() {
        api = aws.console().access().createRole("api");
        aws.console().access().putPolicy(api, "streams", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kinesis:*", "Resource": "*"}}
                """);
        key = aws.console().createKey();
        aws.console().pointAlias("alias/orders", key);
    }

    @Test
    void somebodyWhoIsDeniedTheKeyIsNamedInStatusConditionAndOneEvent() {
        encrypted("orders", declared());
        denied("orders", 5);
        operator.runFor(SEEN_WITHIN);

        assertThat(denials("orders")).singleElement().satisfies(denial -> {
            assertThat(denial.principal()).isEqualTo(api);
            assertThat(denial.action()).isEqualTo("kms:GenerateDataKey");
            assertThat(denial.keyARN()).isEqualTo(key);
            assertThat(denial.message()).startsWith("because no identity-based policy allows");
        });
        assertThat(authorized("orders"))
                .contains("Producer " + api)
                .contains("CloudTrail shows that it has been denied kms:GenerateDataKey, since 20");
        assertThat(told())
                .singleElement()
                .satisfies(event -> assertThat(event.note()).contains(api, "kms:GenerateDataKey with key " + key));
    }

    @Test
    void whoeverIsDeniedIsSeenOfAStreamThatDeclaresNobodyToo() {
        encrypted("orders", declared());
        encrypted("other", "");
        denied("other", 10);
        operator.runFor(SEEN_WITHIN);

        assertThat(denials("other")).hasSize(1);
        assertThat(denials("orders")).isEmpty();
    }

    @Test
    void denialsThatGoOnChangeTheStatusOnceAnHourAndAreToldOnce() {
        encrypted("orders", declared());
        denied("orders", 1);
        operator.runFor(SEEN_WITHIN);
        int written = 0;
        EncryptedKinesisStreamStatus last = operator.status("orders");
        for (int minute = 0; minute < 240; minute++) {
            denied("orders", 1);
            operator.runFor(MINUTE);
            written += operator.status("orders").equals(last) ? 0 : 1;
            last = operator.status("orders");
        }

        assertThat(written).isBetween(3, 5);
        assertThat(told()).hasSize(1);
        operator.runFor(HOUR.multipliedBy(3));
        assertThat(denials("orders")).isEmpty();
        denied("orders", 1);
        operator.runFor(SEEN_WITHIN);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aRestartTellsNothingTwice() {
        encrypted("orders", declared());
        denied("orders", 10);
        operator.runFor(SEEN_WITHIN);
        List<AccessDenial> before = denials("orders");

        operator.restart();
        operator.runFor(SEEN_WITHIN);

        assertThat(denials("orders")).isEqualTo(before).hasSize(1);
        assertThat(told()).hasSize(1);
    }

    /** 2 a second are the whole account's. */
    @Test
    void oneLookForAllStreamsHoweverManyThereAre() {
        for (int number = 0; number < 200; number++) {
            observed("orders-" + number);
        }
        denied("orders-0", 300);
        operator.runFor(Duration.ofMinutes(10));
        aws.journal().clear();

        operator.runFor(HOUR);

        List<JournalEntry> lookups = aws.journal().entries().stream()
                .filter(entry -> entry.operation() == Operation.LOOKUP_EVENTS)
                .toList();
        assertThat(lookups).hasSizeBetween(24, 13 * 2 * DenialLook.MOST_ROUNDS);
        assertThat(lookups).extracting(JournalEntry::outcome).containsOnly("OK");
        assertThat(denials("orders-0")).hasSize(1);
        assertThat(denials("orders-1")).isEmpty();
    }

    @Test
    void nobodyLooksIfNobodyIsDeclared() {
        encrypted("orders", "");
        denied("orders", 1);
        operator.runFor(HOUR);

        assertThat(aws.journal().count(Operation.LOOKUP_EVENTS)).isZero();
        assertThat(operator.status("orders").access()).isNull();
    }

    @Test
    void withoutThePermissionNothingElseSuffers() {
        encrypted("orders", declared());
        String before = authorized("orders");
        aws.console().deny("cloudtrail:LookupEvents");
        aws.journal().clear();
        denied("orders", 5);
        operator.runFor(HOUR.multipliedBy(3));

        assertThat(aws.journal().count(Operation.LOOKUP_EVENTS)).isBetween(3L, 4L);
        assertThat(authorized("orders")).isEqualTo(before);
        assertThat(told()).isEmpty();

        aws.console().allow("cloudtrail:LookupEvents");
        denied("orders", 5);
        operator.runFor(HOUR.plus(MINUTE.multipliedBy(6)));
        assertThat(told()).hasSize(1);
    }

    @Test
    void aCloudTrailInTroubleIsAskedAgainAndNothingElseSuffers() {
        encrypted("orders", declared());
        aws.faults().on(Operation.LOOKUP_EVENTS).times(3).isThrottled();
        denied("orders", 5);
        operator.runFor(HOUR);

        assertThat(told()).hasSize(1);
    }

    private String declared() {
        return "access: {producers: [\"%s\"]}".formatted(api);
    }

    private void encrypted(String name, String access) {
        apply(name, """
                shards: 1
                key: {id: alias/orders}
                %s
                """.formatted(access));
        operator.runUntil(name, status -> ConditionList.isTrue(status.conditions(), ConditionType.Encrypted), HOUR);
    }

    private void observed(String name) {
        aws.console().createActiveStream(name, 1, Map.of());
        aws.console().encrypt(name, key);
        apply(name, """
                shards: 1
                key: {id: alias/orders}
                managementPolicy: ObserveOnly
                %s
                """.formatted(declared()));
    }

    private void apply(String name, String spec) {
        operator.apply(Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s}
                spec:
                %s""".formatted(name, spec.indent(2)), EncryptedKinesisStream.class));
    }

    private void denied(String stream, int times) {
        IntStream.range(0, times)
                .forEach(time -> assertThatThrownBy(() -> aws.kinesisAs(api)
                                .putRecord(request -> request.streamName(stream)
                                        .partitionKey("order")
                                        .data(SdkBytes.fromUtf8String("an order"))))
                        .isInstanceOf(KmsAccessDeniedException.class));
    }

    private List<AccessDenial> denials(String name) {
        return Optional.ofNullable(operator.status(name).access())
                .map(AccessStatus::denials)
                .orElse(List.of());
    }

    private String authorized(String name) {
        return ConditionList.find(operator.status(name).conditions(), ConditionType.Authorized)
                .orElseThrow()
                .getMessage();
    }

    private List<Occurrence> told() {
        return operator.occurrences().stream()
                .filter(told -> told.reason() == Reason.AccessDeniedSeen)
                .toList();
    }
}
