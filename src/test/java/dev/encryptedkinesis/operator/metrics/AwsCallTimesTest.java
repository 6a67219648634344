package dev.encryptedkinesis.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.CallListener.Call;
import dev.encryptedkinesis.operator.stream.Failure;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AwsCallTimesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AwsCallTimes times = new AwsCallTimes(registry);

    @Test
    void whatAwsDidAndWhatItDidNotAreToldApart() {
        times.ended(call("eu-west-1", Optional.empty(), Duration.ofMillis(30)));
        times.ended(call("eu-west-1", Optional.empty(), Duration.ofMillis(50)));
        times.ended(call("eu-west-1", Optional.of(Failure.Kind.KEY_ACCESS_DENIED), Duration.ofSeconds(2)));

        assertThat(timer("eu-west-1", "success").count()).isEqualTo(2);
        assertThat(timer("eu-west-1", "success").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(80);
        assertThat(timer("eu-west-1", "key_access_denied").max(TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    /** Whoever may make objects can name Regions that do not exist. */
    @Test
    void manyRegionsCountTogether() {
        for (int i = 0; i < AwsCallTimes.MOST_REGIONS + 30; i++) {
            times.ended(call("eu-west-" + i, Optional.empty(), Duration.ofMillis(1)));
        }

        assertThat(registry.getMeters()).hasSize(AwsCallTimes.MOST_REGIONS + 1);
        assertThat(timer("other", "success").count()).isEqualTo(30);
    }

    private Timer timer(String region, String outcome) {
        return registry.get("encrypted_kinesis_aws_call_duration")
                .tags("service", "KMS", "operation", "DescribeKey", "region", region, "outcome", outcome)
                .timer();
    }

    private static Call call(String region, Optional<Failure.Kind> failure, Duration duration) {
        return new Call(
                "KMS",
                "DescribeKey",
                CallListener.Effect.NONE,
                region,
                failure.map(kind -> new Failure(kind, "DescribeKey", "Code", "message")),
                Optional.empty(),
                duration);
    }
}
