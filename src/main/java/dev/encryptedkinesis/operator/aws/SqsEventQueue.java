package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.push.EventQueue;
import dev.encryptedkinesis.operator.push.QueueUrl;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** SQS through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class SqsEventQueue implements EventQueue {

    /** The longest that SQS waits for a message before it says that there is none. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** The most that SQS gives, or deletes, in one call. */
    private static final int MOST_MESSAGES = 10;

    private final SqsClient sqs;
    private final AwsCalls calls;
    private final String url;

    /** @param sqs stays the caller's to close */
    public SqsEventQueue(SqsClient sqs, AwsCalls calls, QueueUrl url) {
        this.sqs = sqs;
        this.calls = calls;
        this.url = url.url();
    }

    @Override
    public List<Message> receive() {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(MOST_MESSAGES)
                .waitTimeSeconds((int) LONGEST_WAIT.toSeconds())
                .build();
        return calls.call(AwsOperation.RECEIVE_MESSAGE, () -> sqs.receiveMessage(request)).messages().stream()
                .map(message -> new Message(message.receiptHandle(), message.body()))
                .toList();
    }

    @Override
    public void delete(List<Message> messages) {
        DeleteMessageBatchRequest request = DeleteMessageBatchRequest.builder()
                .queueUrl(url)
                .entries(IntStream.range(0, messages.size())
                        .mapToObj(number -> DeleteMessageBatchRequestEntry.builder()
                                .id(Integer.toString(number))
                                .receiptHandle(messages.get(number).handle())
                                .build())
                        .toList())
                .build();
        // Which of them could not be deleted stands in the answer, and makes no difference: those come again.
        calls.call(AwsOperation.DELETE_MESSAGE_BATCH, () -> sqs.deleteMessageBatch(request));
    }
}
