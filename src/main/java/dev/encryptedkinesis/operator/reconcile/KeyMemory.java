package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks KMS about keys, and remembers the usable ones for a while: many streams share a key, and a stream is looked at
 * several times on its way. A key that is not usable is asked about each time, so that its mending is seen at once.
 */
final class KeyMemory {

    /** Shorter than the steady interval of looking: each steady look sees the key as it is. */
    static final Duration GOOD_FOR = Duration.ofMinutes(4);

    private final Gateways gateways;
    private final SharedQuestions<Key, KeyLookup> questions = new SharedQuestions<>();
    private final Map<Key, Remembered> usable = new ConcurrentHashMap<>();

    private record Key(Realm realm, String id) {}

    private record Remembered(KeyFacts facts, Instant at) {

        boolean isFresh(Instant now) {
            return at.plus(GOOD_FOR).isAfter(now);
        }
    }

    KeyMemory(Gateways gateways) {
        this.gateways = gateways;
    }

    KeyLookup look(Realm realm, String keyId, Instant now) {
        Key key = new Key(realm, keyId);
        return questions.ask(key, () -> recall(key, now).orElseGet(() -> ask(key, now)));
    }

    private Optional<KeyLookup> recall(Key key, Instant now) {
        return Optional.ofNullable(usable.get(key))
                .filter(remembered -> remembered.isFresh(now))
                .map(remembered -> new KeyLookup.Found(remembered.facts()));
    }

    private KeyLookup ask(Key key, Instant now) {
        // What is out of date goes, so that keys nobody names any more do not pile up.
        usable.values().removeIf(old -> !old.isFresh(now));
        try {
            KeyFacts facts = gateways.keys(key.realm()).describe(key.id());
            KeyLookup found = new KeyLookup.Found(facts);
            if (KeyVerdict.of(found) == KeyVerdict.USABLE) {
                usable.put(key, new Remembered(facts, now));
            }
            return found;
        } catch (FailureException e) {
            return new KeyLookup.Failed(e.failure());
        }
    }

    /**
     * For when the key may have been changed.
     *
     * @param resource {@code key/ID}, or {@code alias/NAME}
     */
    void doubt(String region, String resource) {
        usable.entrySet()
                .removeIf(known -> known.getKey().realm().region().equals(region)
                        && (WantedKey.resource(known.getKey().id()).equals(resource)
                                || WantedKey.resource(known.getValue().facts().arn())
                                        .equals(resource)));
    }

    /** For when Kinesis could not use a key that KMS had called usable. */
    void forget(Realm realm, String keyId) {
        usable.remove(new Key(realm, keyId));
    }
}
