package dev.encryptedkinesis.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeToStartTest {

    @ParameterizedTest
    @CsvSource({"00:00:00, true", "12:30:00, true", "23:58:54, true", "23:58:55, false", "23:59:59, false"})
    void noApiServerIsStartedWhoseLimitLiesBeyondMidnight(LocalTime now, boolean isTime) {
        assertThat(RealCluster.isTimeToStart(now)).isEqualTo(isTime);
    }
}
