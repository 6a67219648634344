package dev.encryptedkinesis.operator.owned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnedConfigMapsOnMockTest extends OwnedConfigMapsContract {

    private MockCluster cluster;

    @Override
    protected TestCluster start() {
        cluster = MockCluster.start();
        return cluster;
    }

    @AfterEach
    void stopFailing() {
        cluster.stopFailing();
    }

    /** As when somebody else's came this moment. */
    @Test
    void whatCannotBeCreatedIsNotWritten() {
        cluster.failNext("POST", "/configmaps", 409, 1);

        assertThat(putAnswer().deed()).isEqualTo(Deed.FAILED);
        assertThat(object().get()).isNull();
    }

    @Test
    void whatWasCreatedAndNotWrittenIsWrittenTheNextTime() {
        cluster.failNext("PATCH", "/configmaps/", 409, 1);

        assertThat(putAnswer().deed()).isEqualTo(Deed.FAILED);
        assertThat(data()).isEmpty();
        assertThat(putAnswer().deed()).isEqualTo(Deed.CHANGED);
        assertThat(data()).isEqualTo(held(wanted().getData()));
    }
}
