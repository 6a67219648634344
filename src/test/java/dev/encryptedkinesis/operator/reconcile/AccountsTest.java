package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Realm;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountsTest {

    private static final Realm OWN = Realm.own("eu-west-1");
    private static final Answer<String> ACCOUNT = new Answer.Known<>("111122223333");

    private final FakeAws aws = new FakeAws();
    private final AtOnce atOnce = new AtOnce();
    private final Accounts accounts = new Accounts(new HeldAws(atOnce, aws));

    @Test
    void passesAtTheSameMomentAskOnceWhoseCredentialsTheOperatorHas() {
        assertThat(atOnce.passes(() -> accounts.of(OWN)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .containsOnly(ACCOUNT);
        assertThat(atOnce.calls()).isEqualTo(1);

        assertThat(accounts.of(Realm.own("eu-central-1"))).isEqualTo(ACCOUNT);
        assertThat(atOnce.calls()).isEqualTo(1);
    }

    @Test
    void aFailureIsTheAnswerToAllWhoWaitForItAndToNobodyElse() {
        aws.fails(FakeAws.GET_CALLER_IDENTITY, Failure.Kind.TRANSIENT);

        assertThat(atOnce.passes(() -> accounts.of(OWN)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .allMatch(answer -> answer.silence()
                        .filter(failure -> failure.kind() == Failure.Kind.TRANSIENT)
                        .isPresent());
        assertThat(atOnce.calls()).isEqualTo(1);

        assertThat(accounts.of(OWN)).isEqualTo(ACCOUNT);
        assertThat(atOnce.calls()).isEqualTo(2);
    }

    @Test
    void theAccountOfARoleStandsInItsArn() {
        Actor.Session session = new Actor.Session(
                "arn:aws:iam::444455556666:role/streams", Optional.empty(), "cluster-1", "shop", "shop");

        assertThat(accounts.of(new Realm(new Actor("shop", Optional.of(session)), "eu-west-1")))
                .isEqualTo(new Answer.Known<>("444455556666"));
        assertThat(atOnce.calls()).isZero();
    }
}
