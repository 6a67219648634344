package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.PreviousKeyStatus;
import dev.encryptedkinesis.operator.push.Hint;
import dev.encryptedkinesis.operator.push.HintFeed;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Wakes the objects that a hint is about: those that name the stream, or whose stream is under the key, is to be, or has
 * records that still need it. That is all a hint can bring about; what is so, the pass asks AWS.
 */
final class HintSource extends SimpleInboundEventSource<EncryptedKinesisStream> {

    private static final String BY_STREAM = "hinted-stream";
    private static final String BY_KEY = "hinted-key";

    private final HintFeed feed;
    private final IndexerResourceCache<EncryptedKinesisStream> objects;
    private final SpecMapper mapper;
    private final HintedLooks looks;

    HintSource(
            HintFeed feed, IndexerResourceCache<EncryptedKinesisStream> objects, SpecMapper mapper, HintedLooks looks) {
        super("hints");
        this.feed = feed;
        this.objects = objects;
        this.mapper = mapper;
        this.looks = looks;
        objects.addIndexer(
                BY_STREAM,
                object -> mapper.mapIfValid(object).map(HintSource::streamKey).stream()
                        .toList());
        objects.addIndexer(BY_KEY, this::keys);
    }

    private static String streamKey(DesiredStream desired) {
        return desired.id().region() + "/" + desired.id().name();
    }

    private List<String> keys(EncryptedKinesisStream object) {
        return mapper.mapIfValid(object).stream()
                .flatMap(desired -> Stream.concat(
                                Optional.of(desired.key())
                                        .filter(key -> key.unresolved().isEmpty())
                                        .stream()
                                        .map(WantedKey::id),
                                seenKeys(object))
                        .map(id -> desired.id().region() + "/" + WantedKey.resource(id)))
                .distinct()
                .toList();
    }

    private static Stream<String> seenKeys(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getStatus()).map(EncryptedKinesisStreamStatus::encryption).stream()
                .flatMap(encryption ->
                        Stream.concat(Optional.ofNullable(encryption.keyARN()).stream(), previousKeys(encryption)));
    }

    private static Stream<String> previousKeys(EncryptionStatus encryption) {
        return encryption.previousKeys().stream().map(PreviousKeyStatus::keyARN);
    }

    @Override
    public void start() {
        super.start();
        feed.open(this::wake);
    }

    @Override
    public void stop() {
        feed.close();
        super.stop();
    }

    /** Lets a pass over each object that is concerned begin, soon; whether there are any. */
    boolean wake(Hint hint) {
        List<EncryptedKinesisStream> concerned = concerned(hint);
        concerned.forEach(object -> looks.due(object.getMetadata().getUid(), hint)
                .ifPresent(delay -> wake(ResourceID.fromResource(object), delay)));
        return !concerned.isEmpty();
    }

    private void wake(ResourceID id, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> propagateEvent(id));
    }

    private List<EncryptedKinesisStream> concerned(Hint hint) {
        if (hint instanceof Hint.Stream stream) {
            return objects.byIndex(BY_STREAM, stream.region() + "/" + stream.name()).stream()
                    .filter(object -> mayBeIn(stream.account(), object))
                    .toList();
        }
        Hint.Key key = (Hint.Key) hint;
        return objects.byIndex(BY_KEY, key.region() + "/" + key.resource());
    }

    /** Whose account is not known may be in any. */
    private static boolean mayBeIn(Optional<String> account, EncryptedKinesisStream object) {
        Optional<String> recorded = IdentityGate.recordedAccount(object);
        return account.isEmpty() || recorded.isEmpty() || recorded.equals(account);
    }
}
