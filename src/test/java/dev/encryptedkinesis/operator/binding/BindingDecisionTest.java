package dev.encryptedkinesis.operator.binding;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.inState;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.notFound;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.owned.Decision.Keep;
import dev.encryptedkinesis.operator.owned.Decision.Publish;
import dev.encryptedkinesis.operator.owned.Decision.Withdraw;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Encryption;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.Situation;
import dev.encryptedkinesis.operator.stream.Situations;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamState;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When applications may be let in. */
class BindingDecisionTest {

    private static final BindingDecision BINDING = new BindingDecision(region -> "https://kinesis." + region);
    private static final Situation WELL = Situation.allIsWell();
    private static final Decision PUBLISH =
            new Publish(new BindingContent("orders", Situation.ARN, "eu-west-1", KEY, "https://kinesis.eu-west-1"));
    private static final Decision KEEP = new Keep();
    private static final Decision GONE = new Withdraw("the stream is gone");
    private static final Decision PLAINTEXT = new Withdraw("the stream takes plaintext");
    private static final Decision NOT_OURS = new Withdraw("the stream is not this object's");
    private static final Claims WANTED_BY_OLDER =
            new Claims(Optional.of(new Owner("cluster-1", "shop", "older", "uid-0")), List.of());

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("all is well", WELL, PUBLISH),
                arguments("something else is not as asked", WELL.withShards(8), PUBLISH),
                arguments("it is being resharded", WELL.inState(StreamState.UPDATING), PUBLISH),
                arguments("it may still write plaintext", WELL.encryptedSince(KEY, Duration.ofMillis(4_999)), KEEP),
                arguments("the 5 seconds are over", WELL.encryptedSince(KEY, Duration.ofSeconds(5)), PUBLISH),
                arguments("there is none", Situation.noStream(), GONE),
                arguments("there is none any more", WELL.withStream(new ObservedStream.Missing()), GONE),
                arguments(
                        "there is none to observe", WELL.observeOnly().withStream(new ObservedStream.Missing()), GONE),
                arguments("nobody looked", WELL.withStream(new ObservedStream.Unseen()), KEEP),
                arguments("it is not encrypted yet", Situation.notEncrypted(), PLAINTEXT),
                arguments(
                        "encryption has been started",
                        Situation.notEncrypted()
                                .inState(StreamState.UPDATING)
                                .afterAction(new StreamAction.StartEncryption(KEY), Duration.ofSeconds(1)),
                        PLAINTEXT),
                arguments("somebody stopped encryption", WELL.withoutEncryption(), PLAINTEXT),
                arguments("another key is wanted", WELL.withKey(OTHER_KEY).withWantedKey(enabled(OTHER_KEY)), KEEP),
                arguments("somebody changed the key", WELL.withKeyId(OTHER_KEY, enabled(OTHER_KEY)), KEEP),
                arguments(
                        "the wanted key has just come",
                        WELL.withKey(OTHER_KEY)
                                .withWantedKey(enabled(OTHER_KEY))
                                .withKeyId(OTHER_KEY, enabled(OTHER_KEY)),
                        KEEP),
                arguments("the key is disabled", WELL.withBothKeys(inState(KEY, "Disabled")), PUBLISH),
                arguments("the key is gone", WELL.withBothKeys(notFound()), PUBLISH),
                arguments("KMS is silent, and the ARNs tell", WELL.withBothKeys(silence()), PUBLISH),
                arguments(
                        "KMS is silent, and an alias is wanted",
                        WELL.withKey("alias/orders").withBothKeys(silence()),
                        KEEP),
                arguments(
                        "nobody knows which key is wanted",
                        WELL.withUnresolvedKey(UnresolvedKey.Cause.NOT_READY),
                        KEEP),
                arguments("nobody's stream", WELL.havingTags(Map.of()), NOT_OURS),
                arguments(
                        "nobody's stream, about to be adopted",
                        WELL.havingTags(Map.of()).withAdoption(Adoption.ADOPT_OR_CREATE),
                        NOT_OURS),
                arguments(
                        "somebody else's stream, observed",
                        WELL.havingTags(Map.of()).observeOnly(),
                        PUBLISH),
                arguments("observed, not encrypted", Situation.notEncrypted().observeOnly(), PLAINTEXT),
                arguments(
                        "an older object wants it",
                        WELL.withStream(new ObservedStream.Unseen()).withClaims(WANTED_BY_OLDER),
                        NOT_OURS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decides(String what, Situation situation, Decision expected) {
        assertThat(BINDING.of(situation.assess())).isEqualTo(expected);
    }

    @Test
    void inEverySituationOnlyAnEncryptedStreamLetsAnybodyInAndOnlyAFactPutsAnybodyOut() {
        assertThat(Situations.all().map(Situation::assess)).allSatisfy(assessment -> {
            Decision decision = BINDING.of(assessment);
            if (decision instanceof Publish) {
                assertThat(assessment.encryption()).isEqualTo(Encryption.SETTLED);
                assertThat(assessment.isOurs() || assessment.desired().mayOnlyObserve())
                        .isTrue();
            }
            if (decision instanceof Withdraw) {
                assertThat(isGone(assessment) || takesPlaintext(assessment) || isNotOurs(assessment))
                        .isTrue();
            }
        });
    }

    private static boolean isGone(Assessment assessment) {
        return assessment.stream() instanceof ObservedStream.Missing;
    }

    private static boolean takesPlaintext(Assessment assessment) {
        return assessment
                .present()
                .filter(present -> present.description().keyId().isEmpty())
                .isPresent();
    }

    private static boolean isNotOurs(Assessment assessment) {
        return !assessment.isOurs() && !assessment.desired().mayOnlyObserve();
    }
}
