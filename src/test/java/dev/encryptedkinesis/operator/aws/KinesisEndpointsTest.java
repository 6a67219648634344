package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK reads its variables as system properties, too; they are the whole process's. */
@Isolated
class KinesisEndpointsTest {

    private static final String OVERRIDE = "aws.endpointUrlKinesis";

    @AfterEach
    void clear() {
        System.clearProperty(OVERRIDE);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, https://kinesis.eu-west-1.amazonaws.com",
        "us-gov-west-1, https://kinesis.us-gov-west-1.amazonaws.com",
        "cn-north-1, https://kinesis.cn-north-1.amazonaws.com.cn"
    })
    void isTheRegionsOwn(String region, String url) {
        KinesisEndpoints endpoints = new KinesisEndpoints();

        assertThat(endpoints.apply(region)).isEqualTo(url);
        assertThat(endpoints.apply(region)).isEqualTo(url);
    }

    @Test
    void isWhereTheOperatorItselfReachesKinesis() {
        System.setProperty(OVERRIDE, "http://127.0.0.1:4567");

        assertThat(new KinesisEndpoints().apply("eu-west-1")).isEqualTo("http://127.0.0.1:4567");
    }
}
