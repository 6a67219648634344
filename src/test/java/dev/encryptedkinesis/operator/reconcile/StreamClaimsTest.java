package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.IdentityGate.Entry;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.tenancy.Choice;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who of several objects that name the same stream has it. */
class StreamClaimsTest {

    private static final String JANUARY = "2026-01-01T00:00:00Z";
    private static final String FEBRUARY = "2026-02-01T00:00:00Z";
    private static final String MARCH = "2026-03-01T00:00:00Z";

    private final SpecMapper mapper = new SpecMapper("cluster-1", "eu-west-1");
    private final AtomicInteger asked = new AtomicInteger();
    private final IdentityGate gate = new IdentityGate(new Counted(), new Accounts(new FakeAws()));
    private final StreamClaims claims = new StreamClaims(mapper, gate);
    private final Cache cache = new Cache();

    StreamClaimsTest() {
        claims.index(cache);
    }

    @Test
    void whoIsAloneHasIt() {
        EncryptedKinesisStream only = stored("only", JANUARY, "orders");
        stored("elsewhere", JANUARY, "invoices");

        assertThat(of(only)).isEqualTo(Claims.NONE);
    }

    @Test
    void theOldestHasItAndTheOthersKnowWho() {
        EncryptedKinesisStream first = stored("first", JANUARY, "orders");
        EncryptedKinesisStream second = stored("second", FEBRUARY, "orders");
        EncryptedKinesisStream third = stored("third", MARCH, "orders");

        assertThat(of(first)).isEqualTo(new Claims(Optional.empty(), List.of(owner("second"), owner("third"))));
        assertThat(of(second)).isEqualTo(new Claims(Optional.of(owner("first")), List.of()));
        assertThat(of(third)).isEqualTo(new Claims(Optional.of(owner("first")), List.of()));
    }

    @Test
    void ofTwoThatAreOfTheSameSecondExactlyOneHasIt() {
        EncryptedKinesisStream a = stored("a", JANUARY, "orders");
        EncryptedKinesisStream b = stored("b", JANUARY, "orders");

        assertThat(of(a).older()).isEmpty();
        assertThat(of(b).older()).contains(owner("a"));
    }

    @Test
    void aStreamThatIsNamedByDefaultIsTheSameAsOneThatIsNamed() {
        stored("orders", JANUARY, null);
        EncryptedKinesisStream second = stored("second", FEBRUARY, "orders");

        assertThat(of(second).older()).contains(owner("orders"));
    }

    @Test
    void whoOnlyObservesTakesNothingAndNothingIsTakenFromIt() {
        EncryptedKinesisStream observer =
                cache.put(Samples.named("observer", JANUARY, Samples.ofStream("orders", "ObserveOnly")));
        EncryptedKinesisStream second = stored("second", FEBRUARY, "orders");

        assertThat(of(second)).isEqualTo(Claims.NONE);
        assertThat(of(observer)).isEqualTo(Claims.NONE);
    }

    @Test
    void whoCannotBeUnderstoodClaimsNothing() {
        cache.put(Samples.named("garbled", JANUARY, Samples.ofStream("orders", "Sometimes")));
        cache.put(Samples.named("orders", JANUARY, null));
        EncryptedKinesisStream second = stored("second", FEBRUARY, "orders");

        assertThat(of(second)).isEqualTo(Claims.NONE);
    }

    @Test
    void theSameNameInAnotherRegionIsAnotherStream() {
        stored("first", JANUARY, "orders");
        EncryptedKinesisStream second = Samples.named("second", FEBRUARY, Samples.ofStream("orders", null));

        assertThat(claims.of(second, served(new SpecMapper("cluster-1", "us-east-1"), second), cache))
                .isEqualTo(Claims.NONE);
    }

    @Test
    void whenOneIsGoneTheOldestOfTheOthersIsItsHeir() {
        EncryptedKinesisStream first = stored("first", JANUARY, "orders");
        EncryptedKinesisStream third = stored("third", MARCH, "orders");
        EncryptedKinesisStream second = stored("second", FEBRUARY, "orders");
        stored("elsewhere", JANUARY, "invoices");

        assertThat(claims.heirs(first, mapper.map(first), cache)).containsExactly(second);
        assertThat(claims.heirs(third, mapper.map(third), cache)).containsExactly(first);
    }

    @Test
    void whatAThousandCostIsAFewLooksAtEach() {
        List<EncryptedKinesisStream> crowd = IntStream.range(0, 1000)
                .mapToObj(number -> stored("crowd-%03d".formatted(number), JANUARY, "orders"))
                .toList();
        asked.set(0);

        List<Claims> all = crowd.stream().map(this::of).toList();

        assertThat(all.get(0).younger()).hasSize(999);
        assertThat(all.subList(1, 1000)).containsOnly(new Claims(Optional.of(owner("crowd-000")), List.of()));
        assertThat(asked).hasValueLessThan(4 * 1000);
    }

    private EncryptedKinesisStream stored(String name, String created, String streamName) {
        return cache.put(Samples.named(name, created, Samples.ofStream(streamName, null)));
    }

    private Claims of(EncryptedKinesisStream object) {
        return claims.of(object, served(mapper, object), cache);
    }

    private Entry.Served served(SpecMapper from, EncryptedKinesisStream object) {
        return (Entry.Served) gate.entry(object, from.map(object));
    }

    private static Owner owner(String name) {
        return new Owner("cluster-1", "shop", name, "uid-" + name);
    }

    /** Counts how often it is asked who serves an object. */
    private final class Counted implements Tenants {

        @Override
        public Choice of(String namespace) {
            asked.incrementAndGet();
            return OPERATOR_ITSELF.of(namespace);
        }

        @Override
        public List<EventSource<?, EncryptedKinesisStream>> sources(
                EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited) {
            return List.of();
        }
    }

    /** An informer's cache, as far as it is used. */
    private static final class Cache
            implements IndexedResourceCache<EncryptedKinesisStream>, IndexerResourceCache<EncryptedKinesisStream> {

        private final Map<String, List<EncryptedKinesisStream>> objects = new HashMap<>();
        private final Map<String, Function<EncryptedKinesisStream, List<String>>> indexers = new HashMap<>();

        EncryptedKinesisStream put(EncryptedKinesisStream object) {
            indexers.forEach((name, indexer) -> indexer.apply(object)
                    .forEach(key -> objects.computeIfAbsent(name + "/" + key, first -> new ArrayList<>())
                            .add(object)));
            return object;
        }

        @Override
        public void addIndexers(Map<String, Function<EncryptedKinesisStream, List<String>>> added) {
            indexers.putAll(added);
        }

        @Override
        public List<EncryptedKinesisStream> byIndex(String indexName, String indexKey) {
            return List.copyOf(objects.getOrDefault(indexName + "/" + indexKey, List.of()));
        }

        @Override
        public Optional<EncryptedKinesisStream> get(ResourceID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<ResourceID> keys() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<EncryptedKinesisStream> list(Predicate<EncryptedKinesisStream> predicate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<EncryptedKinesisStream> list(String namespace, Predicate<EncryptedKinesisStream> predicate) {
            throw new UnsupportedOperationException();
        }
    }
}
