package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.Realm;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PolicyMemoryTest {

    private static final Realm REALM = Realm.own("eu-west-1");
    private static final String POLICY = "{\"Statement\": []}";

    private final Queue<Failure> failures = new ArrayDeque<>();
    private final AtOnce atOnce = new AtOnce();
    private final PolicyMemory memory = new PolicyMemory(new FakeAws(), new Kms());

    @Test
    void passesAtTheSameMomentAskOnceForTheGrantsOnAKey() {
        assertThat(atOnce.passes(() -> memory.grants(REALM, KEY, NOW)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .containsOnly(new Answer.Known<>(List.of()));
        assertThat(atOnce.calls()).isEqualTo(1);

        memory.grants(REALM, KEY, NOW);
        assertThat(atOnce.calls()).isEqualTo(1);
    }

    @Test
    void passesAtTheSameMomentAskOnceForThePolicyOfAKey() {
        assertThat(atOnce.passes(() -> memory.ofKey(REALM, KEY, NOW)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .containsOnly(new Answer.Known<>(POLICY));
        assertThat(atOnce.calls()).isEqualTo(1);
    }

    @Test
    void aFailureThatPassesIsTheAnswerToAllWhoWaitForItAndToNobodyElse() {
        Failure failure = new Failure(Failure.Kind.TRANSIENT, "GetKeyPolicy", "KMSInternalException", "Try again.");
        failures.add(failure);

        assertThat(atOnce.passes(() -> memory.ofKey(REALM, KEY, NOW)))
                .extracting(Future::get)
                .hasSize(AtOnce.PASSES)
                .containsOnly(new Answer.Silent<>(failure));
        assertThat(atOnce.calls()).isEqualTo(1);

        assertThat(memory.ofKey(REALM, KEY, NOW)).isEqualTo(new Answer.Known<>(POLICY));
    }

    private <T> T answer(T answer) {
        return atOnce.call(() -> {
            Failure failure = failures.poll();
            if (failure != null) {
                throw new FailureException(failure, null);
            }
            return answer;
        });
    }

    private final class Kms extends Unasked implements KeyAccessGateway {

        @Override
        public KeyAccessGateway keyAccess(Realm realm) {
            return this;
        }

        @Override
        public String policy(String keyArn) {
            return answer(POLICY);
        }

        @Override
        public List<KeyGrant> grants(String keyArn) {
            return answer(List.of());
        }

        @Override
        public void give(GrantOrder order) {
            throw new AssertionError("who looks gives no grants");
        }

        @Override
        public void takeBack(String keyArn, String grantId) {
            throw new AssertionError("who looks takes no grants back");
        }
    }
}
