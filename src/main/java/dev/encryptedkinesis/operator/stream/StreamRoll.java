package dev.encryptedkinesis.operator.stream;

import java.util.Map;

/**
 * What lists of streams say.
 *
 * @param streams by name; those that are not on it, AWS has not, or does not show yet
 * @param calls how many it took
 */
public record StreamRoll(Map<String, StreamSighting> streams, int calls) {

    public StreamRoll {
        streams = Map.copyOf(streams);
    }
}
