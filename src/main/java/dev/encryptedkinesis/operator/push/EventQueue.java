package dev.encryptedkinesis.operator.push;

import java.util.List;

/** The queue that EventBridge writes to. It brings each message at least once, in any order. */
public interface EventQueue {

    /**
     * @param handle by which this delivery of the message is deleted
     * @param body whatever somebody wrote
     */
    record Message(String handle, String body) {}

    /**
     * Waits for messages, up to 20 s.
     *
     * @return ten at most; none if none came
     * @throws dev.encryptedkinesis.operator.stream.FailureException if AWS does not say
     */
    List<Message> receive();

    /**
     * Lets messages not come again. One that could not be deleted does, after the queue's visibility timeout.
     *
     * @throws dev.encryptedkinesis.operator.stream.FailureException if AWS does not say whether it did
     */
    void delete(List<Message> messages);
}
