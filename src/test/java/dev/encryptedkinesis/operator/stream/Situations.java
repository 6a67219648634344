package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.ALIAS;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;

import dev.encryptedkinesis.operator.stream.Observation.Claims;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every combination of the things that decide, for what must hold in all of them. */
public final class Situations {

    private static final Owner SIBLING = new Owner("cluster-1", "shop", "sibling", "uid-2");

    private Situations() {}

    /** What one thing decides is combined with what decides together with it, and not with all else as well. */
    public static Stream<Situation> all() {
        return Stream.of(absent(), ours(), notOurs()).flatMap(situations -> situations);
    }

    private static Stream<Situation> absent() {
        return Stream.of(new ObservedStream.Missing(), new ObservedStream.Unseen())
                .map(Situation.allIsWell()::withStream)
                .flatMap(Situations::underEveryVerdict)
                .flatMap(situation -> Stream.of(
                        situation,
                        situation.afterAction(
                                new StreamAction.Create(
                                        situation.desired().capacity(),
                                        situation.desired().allTags()),
                                Duration.ofSeconds(2))))
                .flatMap(Situations::underEveryAdoptionPolicy)
                .flatMap(Situations::observingOrNot);
    }

    private static Stream<Situation> ours() {
        return inEveryState()
                .flatMap(Situations::underEveryKey)
                .flatMap(Situations::underEveryVerdict)
                .flatMap(Situations::afterEveryChange)
                .flatMap(Situations::differing)
                .flatMap(Situations::observingOrNot);
    }

    private static Stream<Situation> notOurs() {
        return inEveryState()
                .flatMap(Situations::underEveryKey)
                .flatMap(Situations::underEveryVerdict)
                .flatMap(Situations::ofOtherOwners)
                .flatMap(Situations::underEveryAdoptionPolicy)
                .flatMap(Situations::observingOrNot);
    }

    private static Stream<Situation> inEveryState() {
        return Arrays.stream(StreamState.values())
                .map(state -> Situation.allIsWell().inState(state));
    }

    private static Stream<Situation> underEveryVerdict(Situation situation) {
        return Arrays.stream(KeyVerdict.values()).map(KeyAnswers::leadingTo).map(situation::withWantedKey);
    }

    private static Stream<Situation> underEveryKey(Situation situation) {
        return Stream.of(
                situation,
                situation.encryptedSince(KEY, Duration.ofSeconds(2)),
                situation.withoutEncryption(),
                situation.withKeyId(OTHER_KEY, enabled(OTHER_KEY)),
                situation.withKeyId(ALIAS, KeyAnswers.silence()),
                situation.withKeyId(ALIAS, KeyAnswers.notFound()));
    }

    private static Stream<Situation> afterEveryChange(Situation situation) {
        StreamAction start = new StreamAction.StartEncryption(KEY);
        return Stream.of(
                situation,
                situation.withHistory(StreamHistory.NONE),
                situation.afterAction(start, Duration.ofSeconds(2)),
                situation.afterActions(25, start, Duration.ofHours(20)));
    }

    private static Stream<Situation> ofOtherOwners(Situation situation) {
        return Stream.of(
                situation.havingTags(Map.of()),
                situation.havingTags(SIBLING.tags()),
                situation.havingTags(new Owner("cluster-2", "shop", "orders", "uid-1").tags()),
                situation.withClaims(new Claims(Optional.of(SIBLING), List.of())));
    }

    private static Stream<Situation> differing(Situation situation) {
        return Stream.<UnaryOperator<Situation>>of(
                        UnaryOperator.identity(),
                        one -> one.withShards(8),
                        one -> one.havingRetention(48),
                        one -> one.withSpecTags(Map.of("stage", "test")),
                        one -> one.withMaxRecordSize(2048).withMetrics("ALL"),
                        one -> one.withCapacity(new Capacity.OnDemand(Optional.of(100))),
                        one -> one.withCapacity(new Capacity.OnDemand(Optional.of(100)))
                                .havingShards(CapacityMode.ON_DEMAND, 4),
                        one -> one.withConsumers("billing"),
                        one -> one.withConsumers("billing").havingListed())
                .map(difference -> difference.apply(situation));
    }

    private static Stream<Situation> underEveryAdoptionPolicy(Situation situation) {
        return Arrays.stream(Policies.Adoption.values()).map(situation::withAdoption);
    }

    private static Stream<Situation> observingOrNot(Situation situation) {
        return Stream.of(situation, situation.observeOnly());
    }
}
