package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.encryptedkinesis.operator.simulation.AccessSituation.Effect;
import dev.encryptedkinesis.operator.simulation.AccessSituation.Key;
import dev.encryptedkinesis.operator.simulation.AccessSituation.On;
import dev.encryptedkinesis.operator.simulation.AccessSituation.Outcome;
import dev.encryptedkinesis.operator.simulation.AccessSituation.Part;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** Records are written and read as AWS's documentation says, whoever may use the key by whatever policy. */
class AccessSituationsTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String OTHER_ACCOUNT = "999999999999";
    private static final String SESSION = "session-1";

    private final Account account = Account.plain();
    private final AwsConsole console = account.aws().console();
    private final AccessConsole access = console.access();

    static List<AccessSituation> situations() {
        return AccessSituation.all();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void isDecidedAsDocumented(AccessSituation situation) {
        String principal = principal(situation);
        String key = key(situation, principal);
        giveItsOwnSide(situation, principal, key);
        giveGrants(situation, principal, key);
        KinesisClient application = account.aws().kinesisAs(principal, SESSION);

        ThrowingCallable use =
                situation.action().equals("kms:Decrypt") ? () -> read(application) : () -> put(application);

        if (situation.expected() == Outcome.Allowed) {
            assertThatCode(use).doesNotThrowAnyException();
        } else {
            expectError("KMSAccessDeniedException", use);
        }
    }

    @Test
    void everySituationIsNamedOnceAndSaysWhereItIsFrom() {
        assertThat(situations()).extracting(AccessSituation::situation).doesNotHaveDuplicates();
        assertThat(situations())
                .extracting(AccessSituation::source)
                .allMatch(source -> source.matches("(kms|iam|organizations|streams)/[\\w-]+\\.html"));
        assertThat(situations()).extracting(AccessSituation::expected).contains(Outcome.values());
    }

    private String principal(AccessSituation situation) {
        access.createRole("other");
        return switch (situation.principal()) {
            case Role -> access.createRole("api");
            case User -> access.createUser("api");
        };
    }

    private String key(AccessSituation situation, String principal) {
        String key = situation.key() == Key.Shared ? console.createKeyOfAccount(OTHER_ACCOUNT) : ownKey(situation);
        console.createActiveStream("orders", 1, Map.of());
        console.encrypt("orders", key);
        // Past the seconds in which a record may still be written in plaintext.
        account.clock().advance(Account.STEP);
        put(console.kinesis());
        access.putKeyPolicy(
                key,
                situation
                        .keyPolicy()
                        .of(Principal.accountOf(key), "eu-west-1")
                        .with("other", "123456789012")
                        .with("role", principal)
                        .with("session", Principal.of(principal, SESSION).sessionArn())
                        .with("stream", STREAM)
                        .text());
        return key;
    }

    private String ownKey(AccessSituation situation) {
        return situation.keyPolicy() == NamedKeyPolicy.AWS_MANAGED
                ? console.kms()
                        .describeKey(request -> request.keyId("alias/aws/kinesis"))
                        .keyMetadata()
                        .arn()
                : console.createKey();
    }

    private void giveItsOwnSide(AccessSituation situation, String principal, String key) {
        access.putPolicy(principal, "policy", document(situation.identity(), key));
        if (!situation.boundary().isEmpty()) {
            access.putBoundary(principal, document(situation.boundary(), key));
        }
        if (!situation.organization().isEmpty()) {
            access.putServiceControlPolicy("123456789012", document(situation.organization(), key));
        }
    }

    private static String document(List<Part> parts, String key) {
        Allowance document = Allowance.of("*", "kinesis:*");
        parts.forEach(part -> {
            String[] actions = part.actions().toArray(String[]::new);
            String resource = part.on() == On.Key ? key : "*";
            if (part.effect() == Effect.Deny) {
                document.butNot(resource, actions);
            } else if (part.throughKinesis()) {
                document.andThroughKinesis("eu-west-1", STREAM, resource, actions);
            } else {
                document.and(resource, actions);
            }
        });
        return document.text();
    }

    private void giveGrants(AccessSituation situation, String principal, String key) {
        situation
                .grants()
                .forEach(grant -> console.kms()
                        .createGrant(request -> request.keyId(key)
                                .granteePrincipal(
                                        switch (grant.to()) {
                                            case Principal -> principal;
                                            case Session ->
                                                Principal.of(principal, SESSION).sessionArn();
                                            case OtherRole -> "arn:aws:iam::123456789012:role/other";
                                        })
                                .operationsWithStrings(grant.operations())
                                .constraints(constraints(grant.context()))));
        access.settleGrants(key);
    }

    private static GrantConstraints constraints(AccessSituation.Context context) {
        return switch (context) {
            case None -> null;
            case Subset ->
                GrantConstraints.builder()
                        .encryptionContextSubset(Map.of("aws:kinesis:arn", STREAM))
                        .build();
            case Equals ->
                GrantConstraints.builder()
                        .encryptionContextEquals(Map.of("aws:kinesis:arn", STREAM))
                        .build();
            case OtherStream ->
                GrantConstraints.builder()
                        .encryptionContextSubset(Map.of("aws:kinesis:arn", STREAM + "-of-others"))
                        .build();
        };
    }

    private static void put(KinesisClient client) {
        client.putRecord(request ->
                request.streamName("orders").partitionKey("order").data(SdkBytes.fromUtf8String("an order")));
    }

    private static void read(KinesisClient client) {
        String iterator = client.getShardIterator(request -> request.streamName("orders")
                        .shardId("shardId-000000000000")
                        .shardIteratorType("TRIM_HORIZON"))
                .shardIterator();
        assertThat(client.getRecords(request -> request.shardIterator(iterator)).records())
                .hasSize(1);
    }
}
