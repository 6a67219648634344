package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchUsageGatewayTest extends GatewayTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private UsageGateway gateway;

    @BeforeEach
    void take() {
        gateway = clients.usage(REALM);
    }

    @Test
    void theBusiestMinuteCountsAndTheLatestQuota() {
        aws.thenAnswersInCbor("""
            {"MetricDataResults": [
              {"Id": "use", "Label": "use", "StatusCode": "Complete", "Values": [60.0, 5400000.0, 120.0]},
              {"Id": "quota", "Label": "quota", "StatusCode": "Complete", "Values": [9000000.0, 6000000.0]}]}
            """);

        assertThat(look()).contains(new LiveUse(new BigDecimal("90000.0"), Optional.of(new BigDecimal("150000.0"))));
    }

    @Test
    void asksForTheOneMetricByAllOfItsDimensions() {
        aws.thenAnswersInCbor("{\"MetricDataResults\": []}");

        assertThat(look()).isEmpty();

        assertThat(aws.onlyRequest().operation()).isEqualTo("GetMetricData");
        JsonNode asked = aws.onlyRequest().json();
        assertThat(asked.path("EndTime").asDouble() - asked.path("StartTime").asDouble())
                .isEqualTo(3600);
        assertThat(asked.at("/MetricDataQueries/0/MetricStat/Metric/Dimensions"))
                .containsExactlyInAnyOrder(
                        LoopbackAws.json("{\"Name\": \"Service\", \"Value\": \"KMS\"}"),
                        LoopbackAws.json("{\"Name\": \"Type\", \"Value\": \"API\"}"),
                        LoopbackAws.json("{\"Name\": \"Resource\", \"Value\": \"CryptographicOperationsSymmetric\"}"),
                        LoopbackAws.json("{\"Name\": \"Class\", \"Value\": \"None\"}"));
        assertThat(asked.at("/MetricDataQueries/0/MetricStat/Stat").asText()).isEqualTo("Sum");
        assertThat(asked.at("/MetricDataQueries/1/Expression").asText()).isEqualTo("SERVICE_QUOTA(use)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"MetricDataResults\": [{\"Id\": \"use\"}, {\"Id\": \"quota\"}]}",
                "{\"MetricDataResults\": [{\"Id\": \"other\", \"Values\": [1.0]}]}",
                "{\"MetricDataResults\": [{\"Id\": \"use\", \"Values\": [-1.0]}]}"
            })
    void noValueIsNoUse(String answer) {
        aws.thenAnswersInCbor(answer);

        assertThat(look()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, DENIED",
        "400, Throttling, THROTTLED",
        "400, ValidationError, MISCONFIGURED",
        "500, InternalServiceFault, TRANSIENT",
        "403, ExpiredToken, CREDENTIALS_UNUSABLE"
    })
    void reportsFailures(int status, String code, Failure.Kind kind) {
        aws.thenFailsInCbor(status, code, "what CloudWatch says");

        FailureException thrown = catchThrowableOfType(FailureException.class, this::look);

        assertThat(thrown.failure().kind()).isEqualTo(kind);
        assertThat(thrown.failure().operation()).isEqualTo("GetMetricData");
        assertThat(thrown.failure().code()).isEqualTo(code);
    }

    private Optional<LiveUse> look() {
        return gateway.busiestMinute(NOW.minus(Duration.ofHours(1)), NOW);
    }
}
