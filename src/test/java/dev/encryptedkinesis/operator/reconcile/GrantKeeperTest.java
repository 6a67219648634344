package dev.encryptedkinesis.operator.reconcile;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grants on several keys, where there are few calls of KMS. */
class GrantKeeperTest {

    private static final Realm REALM = Realm.own("eu-west-1");
    private static final Owner OWNER = new Owner("cluster-1", "shop", "orders", "uid-1");

    private final VirtualClock clock = VirtualClock.create();
    private final Kms kms = new Kms();
    private final GrantKeeper keeper = new GrantKeeper(kms, new PolicyMemory(new FakeAws(), kms), clock);

    private GrantState takeAllBack() {
        return keeper.keep(
                OWNER, REALM, Optional.empty(), Set.of(KEY, OTHER_KEY), new Sight(clock.instant(), Sight.LASTS));
    }

    /** A pass that is put off begins with the same keys again, and would never come to the others. */
    @Test
    void aPassEndsWithWhatItCouldLookAt() {
        kms.calls = 1;

        GrantState state = takeAllBack();

        assertThat(kms.asked).hasSize(1);
        assertThat(state.stage()).isEqualTo(GrantState.Stage.UNDER_WAY);
        assertThat(state.keys()).containsExactlyInAnyOrder(KEY, OTHER_KEY);
    }

    @Test
    void aPassThatCanLookAtNoneIsPutOff() {
        assertThatThrownBy(this::takeAllBack).isInstanceOf(PutOffException.class);
    }

    @Test
    void keysWithoutGrantsAreLetGoOfOnceNoneCanAppearAnyMore() {
        kms.calls = 100;
        assertThat(takeAllBack().keys()).containsExactlyInAnyOrder(KEY, OTHER_KEY);

        clock.advance(Duration.ofMinutes(10));
        assertThat(takeAllBack().keys()).containsExactlyInAnyOrder(KEY, OTHER_KEY);

        clock.advance(Duration.ofMinutes(1));
        GrantState state = takeAllBack();
        assertThat(state.keys()).isEmpty();
        assertThat(state.stage()).isEqualTo(GrantState.Stage.IN_PLACE);
    }

    /** There are no grants, and as many calls as a test lays out. */
    private static final class Kms extends Unasked implements KeyAccessGateway {

        private final List<String> asked = new ArrayList<>();
        private int calls;

        @Override
        public List<KeyGrant> grants(String keyArn) {
            if (calls == 0) {
                throw new PutOffException("ListGrants", Duration.ofMillis(20));
            }
            calls--;
            asked.add(keyArn);
            return List.of();
        }

        @Override
        public KeyAccessGateway keyAccess(Realm realm) {
            return this;
        }

        @Override
        public String policy(String keyArn) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void give(GrantOrder order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void takeBack(String keyArn, String grantId) {
            throw new UnsupportedOperationException();
        }
    }
}
