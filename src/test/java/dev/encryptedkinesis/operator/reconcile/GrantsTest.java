package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.AwsConsole;
import dev.encryptedkinesis.operator.simulation.Caller;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.NamedKeyPolicy;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.status.ConditionList;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** The use of a key, given and taken back by grants. */
class GrantsTest {

    /** As long as the stream and the grants may take. */
    private static final Duration A_WHILE = Duration.ofMinutes(30);

    private final VirtualClock clock = VirtualClock.create();
    private final SimulatedAws aws = SimulatedAws.builder(clock).build();
    private final AwsConsole console = aws.console();
    private VirtualOperator operator = newOperator();
    private String key;
    private String writer;
    private String reader;

    private VirtualOperator newOperator() {
        return new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
    }

    @BeforeEach
    void arrange() {
        key = keyThatNobodyMayUse();
        writer = roleThatMayUseTheStream("writer");
        reader = roleThatMayUseTheStream("reader");
    }

    private String keyThatNobodyMayUse() {
        String arn = console.createKey();
        console.access().putKeyPolicy(arn, NamedKeyPolicy.NAMES_NOBODY, "arn:aws:iam::123456789012:role/nobody");
        return arn;
    }

    private String roleThatMayUseTheStream(String name) {
        String role = console.access().createRole(name);
        console.access()
                .putPolicy(
                        role,
                        "stream",
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                + " \"Action\": [\"kinesis:*\"], \"Resource\": \"*\"}]}");
        return role;
    }

    @Test
    void whoIsDeclaredCanUseTheStreamOnceItIsReady() {
        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));

        operator.runUntilReady("orders", A_WHILE);
        clock.advance(Duration.ofMinutes(5));

        put(writer);
        assertThat(condition(ConditionType.Authorized)).isEqualTo("True Authorized");
        assertThat(grants(key))
                .extracting(GrantListEntry::granteePrincipal, grant -> grant.operationsAsStrings())
                .containsExactlyInAnyOrder(
                        tuple(writer, List.of("GenerateDataKey")), tuple(reader, List.of("Decrypt")));
        assertThat(grants(key))
                .allSatisfy(grant -> assertThat(grant.constraints().encryptionContextSubset())
                        .containsEntry(
                                "aws:kinesis:arn", operator.status("orders").streamARN()));
    }

    @Test
    void whoIsNoLongerDeclaredHasTheGrantTakenBackAndNobodyElse() {
        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));
        operator.runUntilReady("orders", A_WHILE);
        String others = console.kms()
                .createGrant(request -> request.keyId(key)
                        .granteePrincipal(writer)
                        .name("of-somebody-else")
                        .operationsWithStrings("Decrypt"))
                .grantId();

        apply("consumers: [%s]".formatted(reader));
        operator.runFor(A_WHILE);

        assertThat(grants(key)).extracting(GrantListEntry::granteePrincipal).containsExactlyInAnyOrder(writer, reader);
        assertThat(grants(key)).extracting(GrantListEntry::grantId).contains(others);
    }

    /** What is still to be found out of the declared is no reason to come back to AWS's refusal at once. */
    @Test
    void whatAwsRefusesIsAskedNoMoreOftenForTheSakeOfAccess() {
        console.deny("kinesis:StartStreamEncryption");

        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));
        operator.runFor(Duration.ofHours(1));

        assertThat(aws.journal().entries())
                .filteredOn(entry -> entry.operation() == Operation.START_STREAM_ENCRYPTION)
                .hasSizeBetween(10, 60);
    }

    @Test
    void nothingIsLeftWhenNobodyIsDeclaredAnyMore() {
        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));
        operator.runUntilReady("orders", A_WHILE);

        operator.apply(manifest(key, ""));
        operator.runFor(A_WHILE);

        assertThat(grants(key)).isEmpty();
        assertThat(operator.status("orders").access()).isNull();
        assertThat(condition(ConditionType.Authorized)).isEqualTo("none");
        assertThat(operator.isReady("orders")).isTrue();
    }

    /** Another process may lead, and act by a spec that this one does not know. */
    @Test
    void whoMayLeadNoMoreGivesAndTakesBackNone() {
        apply("producers: [%s]".formatted(writer));
        operator.runUntilReady("orders", A_WHILE);
        List<GrantListEntry> before = grants(key);
        Instant renewedLast = clock.instant();
        operator.leads(now -> renewedLast);
        clock.advance(Sight.LASTS.plusMillis(1));

        apply("consumers: [%s]".formatted(reader));
        operator.runFor(Duration.ofMinutes(10));
        assertThat(grants(key)).isEqualTo(before);

        operator.leads(Tenure.FOR_LIFE);
        operator.runFor(A_WHILE);
        assertThat(grants(key)).extracting(GrantListEntry::granteePrincipal).containsExactly(reader);
    }

    /** A call that it had signed before it was suspended is accepted for five minutes, and KMS may show the grant five minutes later. */
    @Test
    void aKeyIsLookedAtAsLongAsAGrantOfAProcessBeforeMayAppear() {
        apply("producers: [%s]".formatted(writer));
        operator.runUntilReady("orders", A_WHILE);
        operator.restart();
        operator.runFor(Duration.ofMinutes(1));
        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));
        operator.runFor(Duration.ofMinutes(1));
        assertThat(grants(key)).hasSize(2);

        operator.apply(manifest(key, ""));
        operator.runFor(Duration.ofMinutes(7));
        assertThat(grants(key)).isEmpty();
        // An edit brings about a look.
        operator.apply(manifest(key, ""));
        operator.pass();
        assertThat(operator.status("orders").access().grantKeys()).containsExactly(key);

        operator.runFor(A_WHILE);
        assertThat(operator.status("orders").access()).isNull();
    }

    @Test
    void aChangeOfKeyLocksNobodyOut() {
        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));
        operator.runUntilReady("orders", A_WHILE);
        clock.advance(Duration.ofMinutes(5));
        put(writer);
        String next = keyThatNobodyMayUse();
        aws.journal().clear();

        operator.apply(
                manifest(next, "access: {mode: Grant, producers: [%s], consumers: [%s]}".formatted(writer, reader)));
        operator.runUntilReady("orders", A_WHILE);

        assertThat(ofOperator()
                        .filter(entry -> entry.operation() == Operation.CREATE_GRANT
                                || entry.operation() == Operation.START_STREAM_ENCRYPTION))
                .extracting(JournalEntry::operation)
                .containsExactly(Operation.CREATE_GRANT, Operation.CREATE_GRANT, Operation.START_STREAM_ENCRYPTION);
        operator.runFor(A_WHILE);
        put(writer);
        assertThat(grants(key))
                .as("records under the old key can still be read, and nobody writes any")
                .extracting(GrantListEntry::granteePrincipal)
                .containsExactly(reader);

        operator.runFor(Duration.ofHours(26));

        assertThat(grants(key)).as("once its records have run out").isEmpty();
        assertThat(grants(next)).hasSize(2);
    }

    /** However often a process ends, the grants are given once. */
    @Test
    void aGrantThatKmsDoesNotShowYetIsNotGivenTwice() {
        apply("producers: [%s]".formatted(writer));

        operator.runFor(A_WHILE);

        assertThat(ofOperator().filter(entry -> entry.operation() == Operation.CREATE_GRANT))
                .hasSizeBetween(1, 2);
        assertThat(grants(key)).hasSize(1);
    }

    @Test
    void aPrincipalThatDoesNotExistIsToldAndTheOthersAreGivenTheirs() {
        apply("producers: [%s, arn:aws:iam::123456789012:role/nobody]".formatted(writer));

        operator.runFor(A_WHILE);

        assertThat(grants(key)).extracting(GrantListEntry::granteePrincipal).containsExactly(writer);
        assertThat(condition(ConditionType.Authorized)).startsWith("False ");
        assertThat(condition(ConditionType.Stalled)).startsWith("True ");
        assertThat(message(ConditionType.Ready)).contains("role/nobody");
    }

    @Test
    void whereKmsLetsTheOperatorGiveNoneItSaysSo() {
        console.deny("kms:CreateGrant");
        apply("producers: [%s]".formatted(writer));

        operator.runFor(A_WHILE);

        assertThat(condition(ConditionType.Authorized)).isEqualTo("False GrantFailed");
        assertThat(condition(ConditionType.Encrypted)).isEqualTo("True Encrypted");
        assertThat(message(ConditionType.Ready)).contains("CreateGrant");

        console.allow("kms:CreateGrant");
        operator.runFor(A_WHILE);

        assertThat(operator.isReady("orders")).isTrue();
    }

    @Test
    void theKeyThatAwsManagesTakesNoGrantsAndNeedsNone() {
        operator.apply(Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: orders}
                spec:
                  shards: 1
                  key: {awsManaged: {}}
                  access: {mode: Grant, producers: [%s]}
                """.formatted(writer), EncryptedKinesisStream.class));

        operator.runUntilReady("orders", A_WHILE);

        assertThat(ofOperator()).extracting(JournalEntry::operation).doesNotContain(Operation.CREATE_GRANT);
        assertThatCode(() -> put(writer)).doesNotThrowAnyException();
    }

    @Test
    void aSteadyPassGivesNothingAndWritesNothing() {
        apply("producers: [%s], consumers: [%s]".formatted(writer, reader));
        operator.runUntilReady("orders", A_WHILE);
        operator.runFor(A_WHILE);
        EncryptedKinesisStreamStatus before = operator.status("orders");
        aws.journal().clear();

        operator.runFor(Duration.ofHours(3));

        assertThat(aws.journal().mutations()).isEmpty();
        assertThat(operator.status("orders")).isEqualTo(before);
    }

    private Stream<JournalEntry> ofOperator() {
        return aws.journal().all().stream().filter(entry -> entry.caller() == Caller.OPERATOR);
    }

    private void put(String role) {
        KinesisClient application = aws.kinesisAs(role);
        application.putRecord(request ->
                request.streamName("orders").partitionKey("order").data(SdkBytes.fromUtf8String("an order")));
    }

    private List<GrantListEntry> grants(String keyArn) {
        console.access().settleGrants(keyArn);
        return console.kms().listGrants(request -> request.keyId(keyArn)).grants();
    }

    private String condition(ConditionType type) {
        return ConditionList.find(operator.status("orders").conditions(), type)
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("none");
    }

    private String message(ConditionType type) {
        return ConditionList.find(operator.status("orders").conditions(), type)
                .map(Condition::getMessage)
                .orElse("none");
    }

    private void apply(String access) {
        operator.apply(manifest(key, "access: {mode: Grant, " + access + "}"));
    }

    private static EncryptedKinesisStream manifest(String key, String access) {
        return Serialization.unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: orders}
                spec:
                  shards: 1
                  key: {id: "%s"}
                  %s
                """.formatted(key, access), EncryptedKinesisStream.class);
    }
}
