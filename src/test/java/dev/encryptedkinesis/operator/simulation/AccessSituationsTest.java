package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.encryptedkinesis.operator.simulation.AccessSituation.Outcome;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Records are written and read as AWS's documentation says, whoever may use the key by whatever policy. */
class AccessSituationsTest {
    private final Account account = Account.plain();
    private final AwsConsole console = account.aws().console();

    static List<AccessSituation> situations() {
        return AccessSituation.all();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void isDecidedAsDocumented(AccessSituation situation) {
        ArrangedSituation arranged = new ArrangedSituation(situation, console, this::settle);
        KinesisClient application = account.aws().kinesisAs(arranged.principal(), ArrangedSituation.SESSION);

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

    private void settle() {
        account.clock().advance(Account.STEP);
        put(console.kinesis());
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
