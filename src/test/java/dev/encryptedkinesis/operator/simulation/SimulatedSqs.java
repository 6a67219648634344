package dev.encryptedkinesis.operator.simulation;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS of the simulated account, with its one queue. */
final class SimulatedSqs implements SqsClient {
    private static final int MOST = 10;
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final Calls calls;
    private final Queue queue;

    SimulatedSqs(World world, Queue queue, Authorizer authorizer) {
        this.calls = new Calls(world, authorizer);
        this.queue = queue;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing is held: a closed client goes on working. */
    @Override
    public void close() {}

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return calls.call(Operation.SEND_MESSAGE, request.queueUrl(), queue::arn, () -> {
            queue.requireAt(request.queueUrl());
            return SendMessageResponse.builder()
                    .messageId(queue.send(request.messageBody()))
                    .build();
        });
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return calls.call(Operation.RECEIVE_MESSAGE, request.queueUrl(), queue::arn, () -> {
            queue.requireAt(request.queueUrl());
            int most = inRange("MaxNumberOfMessages", request.maxNumberOfMessages(), 1, MOST);
            inRange("WaitTimeSeconds", request.waitTimeSeconds(), 0, LONGEST_WAIT_SECONDS);
            return ReceiveMessageResponse.builder()
                    .messages(queue.receive(most).stream()
                            .map(receipt -> Message.builder()
                                    .messageId(receipt.id())
                                    .receiptHandle(receipt.handle())
                                    .body(receipt.body())
                                    .build())
                            .toList())
                    .build();
        });
    }

    private static int inRange(String name, Integer value, int least, int most) {
        if (value == null) {
            return least;
        }
        if (value < least || value > most) {
            throw SqsError.INVALID_PARAMETER_VALUE.as(
                    "Value %d for parameter %s is invalid. Reason: must be between %d and %d."
                            .formatted(value, name, least, most));
        }
        return value;
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        return calls.call(Operation.DELETE_MESSAGE_BATCH, request.queueUrl(), queue::arn, () -> {
            queue.requireAt(request.queueUrl());
            return delete(request.entries());
        });
    }

    private DeleteMessageBatchResponse delete(List<DeleteMessageBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw SqsError.EMPTY_BATCH_REQUEST.as("There should be at least one entry in the request.");
        }
        if (entries.size() > MOST) {
            throw SqsError.TOO_MANY_ENTRIES.as("Maximum number of entries per request are 10.");
        }
        List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : entries) {
            if (queue.delete(entry.receiptHandle())) {
                done.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
            } else {
                failed.add(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InternalError")
                        .senderFault(false)
                        .build());
            }
        }
        return DeleteMessageBatchResponse.builder()
                .successful(done)
                .failed(failed)
                .build();
    }
}
