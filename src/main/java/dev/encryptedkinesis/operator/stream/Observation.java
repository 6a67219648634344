package dev.encryptedkinesis.operator.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at the world showed.
 *
 * @param wantedKey what KMS says of the wanted key
 * @param currentKey what KMS says of the key that the stream is under; empty if it is not encrypted or not there
 * @param claims who else in this cluster wants the stream
 * @param previousKeys what KMS says of keys that records in the stream still need, by ARN
 */
public record Observation(
        ObservedStream stream,
        KeyLookup wantedKey,
        Optional<KeyLookup> currentKey,
        Claims claims,
        Map<String, KeyLookup> previousKeys) {

    public Observation {
        previousKeys = Map.copyOf(previousKeys);
    }

    /** Of a stream whose records need no key but the present one. */
    public Observation(ObservedStream stream, KeyLookup wantedKey, Optional<KeyLookup> currentKey, Claims claims) {
        this(stream, wantedKey, currentKey, claims, Map.of());
    }

    /**
     * Other objects of this cluster that name the same stream.
     *
     * @param older the oldest of them, if it is older than this object: the stream is for that one
     * @param younger those that are younger than this object: what they hold of the stream is for this one
     */
    public record Claims(Optional<Owner> older, List<Owner> younger) {

        public static final Claims NONE = new Claims(Optional.empty(), List.of());

        public Claims {
            younger = List.copyOf(younger);
        }
    }
}
