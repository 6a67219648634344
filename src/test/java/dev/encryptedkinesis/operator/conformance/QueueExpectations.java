package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** Standard queues of SQS, as far as somebody needs them who takes messages and deletes them. */
abstract class QueueExpectations {

    /** Looks, one after the other, that find nothing; they take longer than a message stays hidden. */
    private static final int SILENCE = 60;

    private final AwsWorld world = world();
    private final String queue = world.newQueue();
    private int emptyLooks;

    abstract AwsWorld world();

    @Test
    void whatIsSentIsReceivedAndComesNoMoreOnceItIsDeleted() {
        Set<String> sent = new TreeSet<>();
        for (int number = 0; number < 25; number++) {
            String body = "{\"number\": \"%d é\"}".formatted(number);
            sent.add(body);
            world.send(queue, body);
        }
        Set<String> received = new TreeSet<>();

        world.await("silence", () -> {
            List<Message> messages = receive();
            messages.forEach(message -> received.add(message.body()));
            if (!messages.isEmpty()) {
                delete(messages);
            }
            emptyLooks = messages.isEmpty() ? emptyLooks + 1 : 0;
            return emptyLooks == SILENCE;
        });

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void whatIsNotDeletedComesAgainByAnotherReceipt() {
        world.send(queue, "hello");
        Set<String> receipts = new HashSet<>();

        world.await("the message, three times", () -> {
            receive().forEach(message -> {
                assertThat(message.body()).isEqualTo("hello");
                receipts.add(message.receiptHandle());
            });
            return receipts.size() == 3;
        });
    }

    @Test
    void whatIsDeletedAlreadyCanBeDeletedAgain() {
        world.send(queue, "hello");
        List<Message> messages = receiveSome();

        world.await("deleted", () -> delete(messages).failed().isEmpty());
        world.await("deleted again", () -> delete(messages).failed().isEmpty());
    }

    @Test
    void eachOfABatchIsTold() {
        world.send(queue, "hello");
        List<Message> messages = new ArrayList<>(receiveSome());

        DeleteMessageBatchResponse answer = delete(messages);

        assertThat(answer.successful().size() + answer.failed().size()).isEqualTo(messages.size());
        assertThat(answer.failed()).extracting(BatchResultErrorEntry::code).doesNotContainNull();
    }

    @Test
    void aBatchHasOneToTenEntries() {
        expectError("AWS.SimpleQueueService.EmptyBatchRequest", () -> delete(List.of()));
        List<Message> eleven = IntStream.range(0, 11)
                .mapToObj(number ->
                        Message.builder().receiptHandle("receipt-" + number).build())
                .toList();
        world.expect(
                () -> expectError("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", () -> delete(eleven)),
                Deviation.BATCHES_ARE_NOT_LIMITED,
                () -> assertThat(delete(eleven).failed()).hasSize(11));
    }

    @Test
    void oneCallGivesTenMessagesAtMostAndWaitsTwentySecondsAtMost() {
        expectError(
                "InvalidParameterValue",
                () -> world.sqs()
                        .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)));
        expectError(
                "InvalidParameterValue",
                () -> world.sqs()
                        .receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(21)));
    }

    @Test
    void aQueueThatDoesNotExistIsNotFound() {
        expectError(
                "AWS.SimpleQueueService.NonExistentQueue",
                () -> world.sqs().receiveMessage(request -> request.queueUrl(queue + UUID.randomUUID())));
    }

    private List<Message> receive() {
        return world.sqs()
                .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private List<Message> receiveSome() {
        List<Message> messages = new ArrayList<>();
        world.await("a message", () -> messages.addAll(receive()));
        return messages;
    }

    private DeleteMessageBatchResponse delete(List<Message> messages) {
        return world.sqs()
                .deleteMessageBatch(request -> request.queueUrl(queue)
                        .entries(IntStream.range(0, messages.size())
                                .mapToObj(number -> DeleteMessageBatchRequestEntry.builder()
                                        .id(Integer.toString(number))
                                        .receiptHandle(messages.get(number).receiptHandle())
                                        .build())
                                .toList()));
    }
}
