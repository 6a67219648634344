package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.Failure;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdentityCheckupTest {

    private final FakeAws aws = new FakeAws();
    private final AtOnce atOnce = new AtOnce();

    @Test
    void noIdentityWaitsForWhatStsSaysOfAnother() {
        IdentityCheckup checkup = checkup(new Accounts(new HeldAws(atOnce, aws)));
        AtomicInteger number = new AtomicInteger();

        assertThat(atOnce.passes(() -> {
                    String identity = "identity-" + number.incrementAndGet();
                    return checkup.of(identity, role(identity));
                }))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .allMatch(found -> found.answer() instanceof Answer.Known);
        assertThat(atOnce.calls()).isEqualTo(AtOnce.PASSES);
    }

    @Test
    void whatStsSaidIsGoodForAWhileOrUntilTheIdentityHasAnotherRole() {
        IdentityCheckup checkup = checkup(new Accounts(aws));

        checkup.of("uid", role("a"));
        checkup.of("uid", role("a"));
        assertThat(aws.calls()).hasSize(1);

        checkup.of("uid", role("b"));
        assertThat(aws.calls()).hasSize(1);
    }

    @Test
    void howOftenStsHasNotSaidItInARowDecidesWhetherItIsNews() {
        IdentityCheckup checkup = checkup(new Accounts(aws));
        aws.fails(FakeAws.GET_CALLER_IDENTITY, Failure.Kind.TRANSIENT, Failure.Kind.TRANSIENT, Failure.Kind.TRANSIENT);

        Failure first = failure(checkup.of("uid", role("a")));
        assertThat(checkup.isNews("uid", first)).isFalse();

        checkup.of("uid", role("b"));
        checkup.of("uid", role("c"));
        assertThat(checkup.isNews("uid", first)).isTrue();

        checkup.of("uid", role("d"));
        assertThat(checkup.isNews("uid", first)).isFalse();
    }

    private static IdentityCheckup checkup(Accounts accounts) {
        return new IdentityCheckup(accounts, "eu-west-1", new Pace(new Random(1)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Failure failure(IdentityCheckup.Found found) {
        return found.answer().silence().orElseThrow();
    }

    private static Actor role(String name) {
        return new Actor(
                name,
                Optional.of(new Actor.Session(
                        "arn:aws:iam::444455556666:role/" + name, Optional.empty(), "cluster-1", name, "")));
    }
}
