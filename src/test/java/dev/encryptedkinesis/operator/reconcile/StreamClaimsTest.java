package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.IdentityGate.Entry;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.Owner;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who of several objects that name the same stream has it. */
class StreamClaimsTest {

    private static final String JANUARY = "2026-01-01T00:00:00Z";
    private static final String FEBRUARY = "2026-02-01T00:00:00Z";
    private static final String MARCH = "2026-03-01T00:00:00Z";

    private final SpecMapper mapper = new SpecMapper("cluster-1", "eu-west-1");
    private final IdentityGate gate = new IdentityGate(Tenants.OPERATOR_ITSELF, new Accounts(new FakeAws()));
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
        assertThat(of(second)).isEqualTo(new Claims(Optional.of(owner("first")), List.of(owner("third"))));
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
    void allWhoWaitForAStreamAreFoundWhenItIsFree() {
        EncryptedKinesisStream first = stored("first", JANUARY, "orders");
        EncryptedKinesisStream second = stored("second", FEBRUARY, "orders");

        assertThat(claims.others(first, mapper.map(first), cache)).containsExactly(second);
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

    /** An informer's cache, as far as it is used. */
    private static final class Cache
            implements IndexedResourceCache<EncryptedKinesisStream>, IndexerResourceCache<EncryptedKinesisStream> {

        private final List<EncryptedKinesisStream> objects = new ArrayList<>();
        private final Map<String, Function<EncryptedKinesisStream, List<String>>> indexers = new HashMap<>();

        EncryptedKinesisStream put(EncryptedKinesisStream object) {
            objects.add(object);
            return object;
        }

        @Override
        public void addIndexers(Map<String, Function<EncryptedKinesisStream, List<String>>> added) {
            indexers.putAll(added);
        }

        @Override
        public List<EncryptedKinesisStream> byIndex(String indexName, String indexKey) {
            return objects.stream()
                    .filter(object -> indexers.get(indexName).apply(object).contains(indexKey))
                    .toList();
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
