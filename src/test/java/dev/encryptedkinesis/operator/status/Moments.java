package dev.encryptedkinesis.operator.status;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.ALIAS;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.failed;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.leadingTo;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import dev.encryptedkinesis.operator.stream.Retention;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The moments in an object's life at which somebody may read its status, by name. */
final class Moments {

    private static final Situation WELL = Situation.allIsWell();
    private static final Situation NEW = Situation.notEncrypted();
    private static final Situation NONE = Situation.noStream();
    private static final Situation OTHER =
            WELL.withKeyId(OTHER_KEY, enabled(OTHER_KEY)).encryptedSince(OTHER_KEY, Duration.ofHours(1));
    private static final StreamAction START = new StreamAction.StartEncryption(KEY);
    private static final ResourcePolicy POLICY = new ResourcePolicy("{}", Map.of("Statement", List.of()));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(20);

    private final Map<String, EncryptedKinesisStreamStatus> all = new LinkedHashMap<>();

    private Moments() {}

    static Map<String, EncryptedKinesisStreamStatus> all() {
        Moments moments = new Moments();
        moments.creation();
        moments.encryption();
        moments.key();
        moments.settings();
        moments.ownership();
        moments.refusals();
        moments.withoutAnAnswer();
        moments.deletion();
        return moments.all;
    }

    private void creation() {
        all.put("first word", Told.FIRST);
        all.put(
                "spec cannot be followed",
                Told.STATUSES.refused(Told.FIRST, 1L, Reason.InvalidSpec, "spec is missing."));
        add("no stream yet", NONE);
        add("no stream yet, and nobody looked", NONE.withStream(new ObservedStream.Unseen()));
        add(
                "creation accepted, not shown yet",
                NONE.afterAction(
                        new StreamAction.Create(
                                NONE.desired().capacity(), NONE.desired().allTags()),
                        Duration.ofSeconds(1)));
        add(
                "deleted again and again",
                NONE.havingMade(
                        5,
                        new StreamAction.Create(
                                NONE.desired().capacity(), NONE.desired().allTags()),
                        MINUTE));
        add("being created", NEW.inState(StreamState.CREATING));
        for (KeyVerdict verdict : KeyVerdict.values()) {
            if (verdict != KeyVerdict.USABLE) {
                add("no stream yet, key " + verdict, NONE.withWantedKey(leadingTo(verdict)));
            }
        }
    }

    private void encryption() {
        add("encryption starts", NEW);
        add("encryption under way", NEW.afterAction(START, MINUTE).inState(StreamState.UPDATING));
        add("encryption settles", WELL.encryptedSince(KEY, Duration.ofSeconds(2)));
        add("all is well", WELL);
        add("key change starts", OTHER);
        add("key change under way", OTHER.afterAction(START, MINUTE).inState(StreamState.UPDATING));
        add("key change under way to a disabled key", OTHER.withWantedKey(leadingTo(KeyVerdict.DISABLED)));
        add("key changes used up", OTHER.afterActions(25, START, LONG));
        add("encryption undone again and again", NEW.havingMade(3, START, MINUTE));
        add("another key again and again", OTHER.havingMade(4, START, MINUTE));
        add("KMS does not name the stream's key", WELL.withKeyId(ALIAS, silence()));
        add("KMS knows nothing of the stream's key", WELL.withKeyId(ALIAS, leadingTo(KeyVerdict.NOT_FOUND)));
    }

    private void key() {
        for (KeyVerdict verdict : KeyVerdict.values()) {
            if (verdict != KeyVerdict.USABLE) {
                add("encrypted, key " + verdict, WELL.withBothKeys(leadingTo(verdict)));
            }
        }
        add("not encrypted, key DISABLED", NEW.withWantedKey(leadingTo(KeyVerdict.DISABLED)));
        add(
                "no credentials for KMS",
                NONE.withWantedKey(failed(Kind.CREDENTIALS_UNUSABLE, "The operator has no AWS credentials")));
    }

    private void settings() {
        Situation warm =
                WELL.withCapacity(new Capacity.OnDemand(Optional.of(100))).havingShards(CapacityMode.ON_DEMAND, 4);
        add("shards", WELL.withShards(8));
        add("shards used up", WELL.withShards(8).afterActions(10, new StreamAction.Reshard(8), LONG));
        add("shards in many steps", WELL.withShards(50));
        add("shards in many steps, only observed", WELL.withShards(50).observeOnly());
        add("shards half-way", WELL.withShards(50).onTheWay(1, 4));
        add("shards undone again and again", WELL.withShards(8).havingMade(3, new StreamAction.Reshard(8), MINUTE));
        add("mode", WELL.withCapacity(new Capacity.OnDemand()));
        add(
                "mode used up",
                WELL.withCapacity(new Capacity.OnDemand())
                        .afterActions(2, new StreamAction.SwitchMode(Situation.ARN, CapacityMode.ON_DEMAND), LONG));
        add("warm throughput", warm);
        add("warm throughput refused", warm, said(Kind.MISCONFIGURED, "UpdateStreamWarmThroughput"));
        add("longer retention", WELL.withRetention(48, Retention.OnDecrease.REFUSE));
        add("shorter retention", WELL.havingRetention(48));
        add("tags", WELL.withSpecTags(Map.of("stage", "test")));
        add("many tags", WELL.withSpecTags(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6")));
        add("record size and metrics", WELL.withMaxRecordSize(2048).withMetrics("ALL"));
        add("consumers not looked at", WELL.withConsumers("billing"));
        add("consumers", WELL.withConsumers("billing", "audit").havingListed());
        add(
                "consumers being registered",
                WELL.withConsumers("billing")
                        .havingListed(new FanOutConsumer("billing", "arn", FanOutConsumer.State.CREATING)));
        add(
                "no room for consumers",
                WELL.withConsumers("billing")
                        .havingListed(IntStream.range(0, 20)
                                .mapToObj(i -> new FanOutConsumer("other-" + i, "arn", FanOutConsumer.State.ACTIVE))
                                .toArray(FanOutConsumer[]::new)));
        add("policy missing", WELL.withPolicy(POLICY).havingPolicy(ResourcePolicy.NONE));
        add("policy of others", WELL.withPolicy(POLICY).havingPolicy(new ResourcePolicy("{}", Map.of("a", "b"))));
        add("policy no longer wanted", WELL.havingPolicy(POLICY).havingPutAPolicy());
        add("resharding", WELL.withShards(8).inState(StreamState.UPDATING));
        add("only observing, as the spec says", WELL.observeOnly());
        add("only observing, no stream", NONE.observeOnly());
        add("only observing, not encrypted", NEW.observeOnly());
        add("only observing, otherwise", WELL.withShards(8).havingRetention(48).observeOnly());
    }

    private void ownership() {
        Owner first = new Owner("cluster-1", "shop", "first", "uid-0");
        add("exists already", NEW.havingTags(Map.of()));
        add("left behind", NEW.havingTags(first.tags()));
        add("of another cluster", NEW.havingTags(new Owner("cluster-2", "shop", "orders", "uid-1").tags()));
        add(
                "wanted by an older object",
                NONE.withStream(new ObservedStream.Unseen())
                        .withWantedKey(new KeyLookup.NotAsked())
                        .withClaims(new Claims(Optional.of(first), List.of())));
        add("taken over", WELL.havingTags(Map.of()).withAdoption(Adoption.ADOPT_ONLY));
        add("nothing to adopt", NONE.withAdoption(Adoption.ADOPT_ONLY));
    }

    private void refusals() {
        for (Kind kind : List.of(
                Kind.TRANSIENT,
                Kind.THROTTLED,
                Kind.CREATION_SLOTS_TAKEN,
                Kind.DENIED,
                Kind.CREDENTIALS_UNUSABLE,
                Kind.MISCONFIGURED,
                Kind.QUOTA_REACHED,
                Kind.ALREADY_EXISTS,
                Kind.AMBIGUOUS)) {
            add("creation: " + kind, NONE, said(kind, "CreateStream"));
        }
        for (Kind kind : List.of(
                Kind.THROTTLED,
                Kind.BUSY,
                Kind.DENIED,
                Kind.QUOTA_REACHED,
                Kind.AMBIGUOUS,
                Kind.KEY_DISABLED,
                Kind.KEY_IN_INVALID_STATE,
                Kind.KEY_ACCESS_DENIED,
                Kind.KEY_NOT_FOUND)) {
            add("encryption: " + kind, NEW, said(kind, "StartStreamEncryption"));
        }
        add("key change: AMBIGUOUS", OTHER, said(Kind.AMBIGUOUS, "StartStreamEncryption"));
        for (Kind kind : List.of(Kind.THROTTLED, Kind.DENIED, Kind.MISCONFIGURED, Kind.QUOTA_REACHED, Kind.AMBIGUOUS)) {
            add("resharding: " + kind, WELL.withShards(8), said(kind, "UpdateShardCount"));
        }
        add(
                "taking over: THROTTLED",
                WELL.havingTags(Map.of()).withAdoption(Adoption.ADOPT_ONLY),
                said(Kind.THROTTLED, "AddTagsToStream"));
    }

    private void withoutAnAnswer() {
        for (Kind kind :
                List.of(Kind.TRANSIENT, Kind.THROTTLED, Kind.DENIED, Kind.CREDENTIALS_UNUSABLE, Kind.MISCONFIGURED)) {
            all.put(
                    "not to be seen: " + kind,
                    Told.STATUSES.unobservable(Told.status(WELL), 1L, said(kind, "DescribeStreamSummary")));
        }
    }

    private void deletion() {
        for (StreamState state : StreamState.values()) {
            terminating("going, " + state, WELL.inState(state), Optional.empty());
        }
        terminating("going, with consumers", WELL.havingConsumers(2), Optional.empty());
        for (Kind kind : List.of(Kind.THROTTLED, Kind.BUSY, Kind.DENIED, Kind.AMBIGUOUS)) {
            terminating("going: " + kind, WELL, Optional.of(said(kind, "DeleteStream")));
        }
    }

    private void terminating(String name, Situation situation, Optional<Failure> failure) {
        all.put(name, Told.STATUSES.terminating(Told.status(WELL), 1L, Told.deletion(situation, failure)));
    }

    private void add(String name, Situation situation) {
        all.put(name, Told.status(situation));
    }

    private void add(String name, Situation situation, Failure failure) {
        all.put(name, Told.status(Told.refused(situation, failure)));
    }

    private static Failure said(Kind kind, String operation) {
        return new Failure(kind, operation, kind.name(), "What AWS said.");
    }
}
