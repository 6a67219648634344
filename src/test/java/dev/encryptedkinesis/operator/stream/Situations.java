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

    public static Stream<Situation> all() {
        return withoutAStream().flatMap(Situations::underEveryPolicy);
    }

    private static Stream<Situation> withoutAStream() {
        Stream<Situation> absent = Stream.of(new ObservedStream.Missing(), new ObservedStream.Unseen())
                .flatMap(stream -> Arrays.stream(KeyVerdict.values())
                        .map(verdict ->
                                Situation.allIsWell().withStream(stream).withWantedKey(KeyAnswers.leadingTo(verdict))))
                .flatMap(situation -> Stream.of(
                        situation,
                        situation.afterAction(
                                new StreamAction.Create(
                                        situation.desired().capacity(),
                                        situation.desired().allTags()),
                                Duration.ofSeconds(2))));
        return Stream.concat(absent, present());
    }

    private static Stream<Situation> present() {
        return Arrays.stream(StreamState.values())
                .map(state -> Situation.allIsWell().inState(state))
                .flatMap(Situations::underEveryKey)
                .flatMap(situation -> Arrays.stream(KeyVerdict.values())
                        .map(verdict -> situation.withWantedKey(KeyAnswers.leadingTo(verdict))))
                .flatMap(Situations::afterEveryChange)
                .flatMap(Situations::ofEveryOwner)
                .flatMap(Situations::differing);
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

    private static Stream<Situation> ofEveryOwner(Situation situation) {
        return Stream.of(
                situation,
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
                        one -> one.withSpecTags(Map.of("stage", "test")))
                .map(difference -> difference.apply(situation));
    }

    private static Stream<Situation> underEveryPolicy(Situation situation) {
        return Arrays.stream(Policies.Adoption.values())
                .map(situation::withAdoption)
                .flatMap(one -> Stream.of(one, one.observeOnly()));
    }
}
