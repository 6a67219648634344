package dev.encryptedkinesis.operator.owned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnedSecretsOnMockTest extends OwnedSecretsContract {

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

    @ParameterizedTest
    @CsvSource({
        "GET, 403, FORBIDDEN",
        "PATCH, 403, FORBIDDEN",
        "GET, 401, FAILED",
        "PATCH, 409, FAILED",
        "PATCH, 422, FAILED"
    })
    void whatTheApiServerDoesNotDoIsAnAnswer(String method, int httpStatus, Deed deed) {
        cluster.failNext(method, "/secrets/", httpStatus, 1);

        OwnedAnswer answer = putAnswer();

        assertThat(answer.deed()).isEqualTo(deed);
        assertThat(answer.said()).startsWith("injected failure of " + method);
        assertThat(object().get()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"GET, 403, FORBIDDEN", "DELETE, 403, FORBIDDEN", "DELETE, 409, FAILED"})
    void soIsWhatItDoesNotRemove(String method, int httpStatus, Deed deed) {
        putAnswer();
        cluster.failNext(method, "/secrets/", httpStatus, 1);

        assertThat(removeAnswer().deed()).isEqualTo(deed);

        assertThat(object().get()).isNotNull();
    }
}
