package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an observation means for what is wanted. The planner and the status judge by the same words. */
public final class Assessment {

    /** For so long after ACTIVE, AWS may still write records in plaintext (Kinesis developer guide). */
    static final Duration SETTLING_TIME = Duration.ofSeconds(5);

    private final DesiredStream desired;
    private final Observation seen;
    private final StreamHistory history;
    private final Instant now;

    /** @param history what had been done before this observation */
    public Assessment(DesiredStream desired, Observation seen, StreamHistory history, Instant now) {
        this.desired = desired;
        this.seen = seen;
        this.now = now;
        this.history = remembered(history);
    }

    private StreamHistory remembered(StreamHistory before) {
        if (seen.stream() instanceof Present present) {
            StreamHistory after = before.after(present.description(), currentKeyArn(seen), now)
                    .after(present.tags(), present.attachments(), now);
            return inProgress(after, present.description());
        }
        return seen.stream() instanceof ObservedStream.Missing ? before.afterAbsence(now) : before;
    }

    /** Who changes nothing, and who waits for AWS to show something, begins no way. */
    private StreamHistory inProgress(StreamHistory after, StreamDescription found) {
        boolean isOther = desired.mayOnlyObserve()
                || desired.isOnlyPlanned()
                || found.shards().mode() != desired.capacity().mode();
        return isOther || found.state() != StreamState.ACTIVE
                ? after
                : after.with(after.progress()
                        .towards(desired.capacity(), found.shards().open(), now));
    }

    public DesiredStream desired() {
        return desired;
    }

    public ObservedStream stream() {
        return seen.stream();
    }

    public Optional<Present> present() {
        return seen.stream() instanceof Present present ? Optional.of(present) : Optional.empty();
    }

    /** The history with what this observation adds to it. */
    public StreamHistory history() {
        return history;
    }

    public Observation.Claims claims() {
        return seen.claims();
    }

    public Instant now() {
        return now;
    }

    /** Empty as long as there is no stream. */
    public Optional<Ownership> ownership() {
        return present().map(present -> Ownership.of(present.tags(), desired.owner(), seen.claims()));
    }

    public boolean isOurs() {
        return ownership().filter(Ownership.Ours.class::isInstance).isPresent();
    }

    public KeyLookup wantedKey() {
        return seen.wantedKey();
    }

    public KeyVerdict keyVerdict() {
        return KeyVerdict.of(seen.wantedKey());
    }

    /** Why KMS does not say what must be known of the keys; empty if it does, or if nobody asked. */
    public Optional<Failure> silence() {
        return Stream.concat(Stream.of(seen.wantedKey()), seen.currentKey().stream())
                .filter(answer -> KeyVerdict.of(answer) == KeyVerdict.UNDETERMINED)
                .filter(KeyLookup.Failed.class::isInstance)
                .map(failed -> ((KeyLookup.Failed) failed).failure())
                .findFirst();
    }

    /** What KMS says of the key that the stream is under; empty if that is not known. */
    public Optional<KeyFacts> currentKey() {
        return seen.currentKey().flatMap(KeyLookup::known);
    }

    /** What KMS says of a key that records still need; empty if it was not asked. */
    public Optional<KeyLookup> previousKey(PreviousKey key) {
        return Optional.ofNullable(seen.previousKeys().get(key.keyArn()));
    }

    /** Keys that records in the stream still need, and that KMS says cannot be used. */
    public List<PreviousKey> endangeredKeys() {
        return history.previousKeys().stream()
                .filter(key -> previousKey(key)
                        .map(KeyVerdict::of)
                        .filter(KeyVerdict::losesRecords)
                        .isPresent())
                .toList();
    }

    public Optional<String> currentKeyArn() {
        return currentKeyArn(seen);
    }

    /** The id with which to start encryption under the wanted key; see {@link StreamAction.StartEncryption}. */
    public Optional<String> wantedKeyId() {
        return seen.wantedKey()
                .known()
                .map(key -> desired.key().equals(WantedKey.AWS_MANAGED)
                        ? desired.key().id()
                        : key.arn());
    }

    /** As if not encrypted, as long as there is no stream. */
    public Encryption encryption() {
        if (!isEncrypted()) {
            return keyChangeIsUnderWay() ? Encryption.ENCRYPTING : Encryption.NOT_ENCRYPTED;
        }
        Optional<Boolean> underWanted = isUnderWantedKey();
        if (underWanted.isEmpty()) {
            return Encryption.UNDETERMINED;
        }
        if (!underWanted.get()) {
            return keyChangeIsUnderWay() ? Encryption.CHANGING_KEY : Encryption.WRONG_KEY;
        }
        Optional<StreamHistory.EncryptedSince> since = history.encrypted()
                .filter(encrypted ->
                        currentKeyArn().filter(encrypted.keyArn()::equals).isPresent());
        if (isLeavingWantedKey()) {
            return Encryption.CHANGING_KEY;
        }
        if (since.isEmpty()) {
            return history.encrypted().isPresent() ? Encryption.CHANGING_KEY : Encryption.ENCRYPTING;
        }
        return settledAt(since.get()).isAfter(now) ? Encryption.SETTLING : Encryption.SETTLED;
    }

    /** When the encryption that is {@link Encryption#SETTLING} is beyond the time in which AWS may write plaintext. */
    public Optional<Instant> settledAt() {
        return history.encrypted().map(Assessment::settledAt);
    }

    private static Instant settledAt(StreamHistory.EncryptedSince since) {
        return since.at().plus(SETTLING_TIME);
    }

    private boolean isEncrypted() {
        return present().flatMap(present -> present.description().keyId()).isPresent();
    }

    /** Empty if KMS does not say which keys the two ids name. */
    private Optional<Boolean> isUnderWantedKey() {
        Optional<String> current = currentKeyArn();
        if (desired.key().isKeyArn() && current.isPresent()) {
            return current.map(desired.key().id()::equals);
        }
        if (!(seen.wantedKey() instanceof KeyLookup.Found wanted)) {
            return Optional.empty();
        }
        if (current.isEmpty() && currentKeyIsUnknown()) {
            // KMS names the wanted key, and will not name this one: under the wanted key's ARN it would be certain.
            return Optional.of(false);
        }
        return current.map(wanted.facts().arn()::equals);
    }

    private boolean currentKeyIsUnknown() {
        return seen.currentKey()
                .map(KeyVerdict::of)
                .filter(verdict -> verdict != KeyVerdict.UNDETERMINED)
                .isPresent();
    }

    /** Whether AWS has just accepted a change of key for an earlier spec, and may not show it yet. */
    boolean mayBeFromBeforeKeyChange() {
        return history.openKeyChange().isPresent()
                && history.recentForAnotherSpec(now).equals(history.openKeyChange());
    }

    /** Whether the stream, which shows the wanted key, is on its way to another one that was wanted before. */
    private boolean isLeavingWantedKey() {
        Optional<String> towards =
                wantedKeyId().map(StreamAction.StartEncryption::new).map(StreamAction::description);
        boolean isOnItsWay = history.openKeyChange()
                .filter(change -> !Optional.of(change.description()).equals(towards))
                .flatMap(change -> present())
                .filter(present -> present.state() == StreamState.UPDATING)
                .isPresent();
        return isOnItsWay || mayBeFromBeforeKeyChange();
    }

    /** Accepted by AWS, to the wanted key as far as we know, and not seen to be done. */
    private boolean keyChangeIsUnderWay() {
        Optional<StreamAction> start = wantedKeyId().map(StreamAction.StartEncryption::new);
        return history.openKeyChange()
                .filter(change -> start.map(StreamAction::description)
                        .map(change.description()::equals)
                        .orElse(true))
                .flatMap(change -> present())
                .filter(present -> present.state() == StreamState.UPDATING
                        || start.filter(action -> history.mayStillHide(action, now))
                                .isPresent())
                .isPresent();
    }

    private static Optional<String> currentKeyArn(Observation seen) {
        return seen.currentKey()
                .flatMap(KeyLookup::known)
                .map(KeyFacts::arn)
                .or(() -> seen.stream() instanceof Present present
                        ? present.description().keyId().filter(WantedKey::isKeyArn)
                        : Optional.empty());
    }
}
