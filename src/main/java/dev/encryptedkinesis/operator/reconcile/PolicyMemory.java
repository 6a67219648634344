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
    private final Answers<String> keyPolicies = new Answers<>();
    private final Answers<List<KeyGrant>> grants = new Answers<>();
    private final Answers<Optional<String>> streamPolicies = new Answers<>();

    private record Subject(Realm realm, String arn) {}

    PolicyMemory(Gateways streams, AccessGateways keys) {
        this.streams = streams;
        this.keys = keys;
    }

    Answer<String> ofKey(Realm realm, String keyArn, Instant now) {
        return keyPolicies.of(
                new Subject(realm, keyArn),
                now,
                KEYS_GOOD_FOR,
                () -> keys.keyAccess(realm).policy(keyArn));
    }

    Answer<List<KeyGrant>> grants(Realm realm, String keyArn, Instant now) {
        return grants.of(
                new Subject(realm, keyArn),
                now,
                KEYS_GOOD_FOR,
                () -> keys.keyAccess(realm).grants(keyArn));
    }

    /** Known to be empty if the stream has no policy. */
    Answer<Optional<String>> ofStream(Realm realm, String streamArn, Instant now) {
        return streamPolicies.of(
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
        grants.forget(keyArn);
    }

    /** Answers to questions of one kind. */
    private static final class Answers<T> {

        private final SharedQuestions<Subject, Answer<T>> questions = new SharedQuestions<>();
        private final Map<Subject, Remembered<T>> memory = new ConcurrentHashMap<>();

        private record Remembered<T>(Answer<T> answer, Instant until) {

            boolean isFresh(Instant now) {
                return until.isAfter(now);
            }
        }

        Answer<T> of(Subject subject, Instant now, Duration goodFor, Supplier<T> question) {
            return questions.ask(
                    subject, () -> recall(subject, now).orElseGet(() -> ask(subject, now, goodFor, question)));
        }

        void forget(String arn) {
            memory.keySet().removeIf(subject -> subject.arn().equals(arn));
        }

        private Optional<Answer<T>> recall(Subject subject, Instant now) {
            return Optional.ofNullable(memory.get(subject))
                    .filter(remembered -> remembered.isFresh(now))
                    .map(Remembered::answer);
        }

        private Answer<T> ask(Subject subject, Instant now, Duration goodFor, Supplier<T> question) {
            // What is out of date goes, so that what nobody asks about any more does not pile up.
            memory.values().removeIf(old -> !old.isFresh(now));
            Answer<T> answer = Answer.to(question);
            if (answer.silence().filter(Failure::passesByItself).isEmpty()) {
                Duration good = answer.silence().isPresent() ? KEYS_GOOD_FOR : goodFor;
                memory.put(subject, new Remembered<>(answer, now.plus(good)));
            }
            return answer;
        }
    }
}
