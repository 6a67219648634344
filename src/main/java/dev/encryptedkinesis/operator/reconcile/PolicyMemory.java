package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The policies of keys and streams and the grants on keys, as AWS last told them: many streams share a key. */
final class PolicyMemory {

    /** Shorter than the steady interval of looking, so that each steady look sees them as they are. */
    static final Duration KEYS_GOOD_FOR = Duration.ofMinutes(4);

    /** Each stream has one of its own, and Kinesis takes few questions. */
    static final Duration STREAMS_GOOD_FOR = Duration.ofHours(1);

    private final Gateways streams;
    private final AccessGateways keys;
    private final Map<Subject, Remembered<String>> keyPolicies = new ConcurrentHashMap<>();
    private final Map<Subject, Remembered<List<KeyGrant>>> grants = new ConcurrentHashMap<>();
    private final Map<Subject, Remembered<Optional<String>>> streamPolicies = new ConcurrentHashMap<>();

    private record Subject(Realm realm, String arn) {}

    private record Remembered<T>(Answer<T> answer, Instant until) {}

    PolicyMemory(Gateways streams, AccessGateways keys) {
        this.streams = streams;
        this.keys = keys;
    }

    Answer<String> ofKey(Realm realm, String keyArn, Instant now) {
        return recall(
                keyPolicies,
                new Subject(realm, keyArn),
                now,
                KEYS_GOOD_FOR,
                () -> keys.keyAccess(realm).policy(keyArn));
    }

    Answer<List<KeyGrant>> grants(Realm realm, String keyArn, Instant now) {
        return recall(
                grants,
                new Subject(realm, keyArn),
                now,
                KEYS_GOOD_FOR,
                () -> keys.keyAccess(realm).grants(keyArn));
    }

    /** Known to be empty if the stream has no policy. */
    Answer<Optional<String>> ofStream(Realm realm, String streamArn, Instant now) {
        return recall(
                streamPolicies,
                new Subject(realm, streamArn),
                now,
                STREAMS_GOOD_FOR,
                () -> streams.streams(realm)
                        .policy(streamArn)
                        .filter(text ->
                                !PolicyDocuments.found(Optional.of(text)).equals(ResourcePolicy.NONE)));
    }

    /** For when a grant on the key has been given or taken back, by whomever. */
    void forgetGrants(String keyArn) {
        grants.keySet().removeIf(subject -> subject.arn().equals(keyArn));
    }

    private static <T> Answer<T> recall(
            Map<Subject, Remembered<T>> memory, Subject subject, Instant now, Duration goodFor, Supplier<T> question) {
        Remembered<T> remembered = memory.get(subject);
        if (remembered != null && remembered.until().isAfter(now)) {
            return remembered.answer();
        }
        // What is out of date goes, so that what nobody asks about any more does not pile up.
        memory.values().removeIf(old -> !old.until().isAfter(now));
        Answer<T> answer = Answer.to(question);
        if (answer.silence().filter(Failure::passesByItself).isEmpty()) {
            memory.put(
                    subject,
                    new Remembered<>(answer, now.plus(answer.silence().isPresent() ? KEYS_GOOD_FOR : goodFor)));
        }
        return answer;
    }
}
