package dev.encryptedkinesis.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

class ConcurrencyTest {
    private final Account account = Account.plain();

    @Test
    void ofManyWhoCreateTheSameStreamAtOnceOneSucceeds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> creation = () -> {
                try {
                    account.create("orders", 1);
                    return "created";
                } catch (KinesisException e) {
                    return e.awsErrorDetails().errorCode();
                }
            };
            List<Future<String>> outcomes = threads.invokeAll(Collections.nCopies(40, creation));

            assertThat(outcomes)
                    .extracting(Future::get)
                    .containsOnlyOnce("created")
                    .containsOnly("created", "ResourceInUseException", "LimitExceededException");
            assertThat(account.aws().journal().entries()).hasSize(40);
            assertThat(account.aws().journal().mutations()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noRecordIsLostHoweverManyWriteAtOnce() throws Exception {
        KinesisClient applications = account.aws().console().kinesis();
        account.createActive("orders");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> put = () -> applications
                    .putRecord(request -> request.streamName("orders")
                            .partitionKey("order")
                            .data(SdkBytes.fromUtf8String("an order")))
                    .sequenceNumber();

            assertThat(threads.invokeAll(Collections.nCopies(2000, put)))
                    .extracting(Future::get)
                    .doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }
}
