package dev.encryptedkinesis.operator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.endpoints.KinesisEndpointProvider;

/**
 * Where to reach Kinesis, Region by Region: where this operator does, if the SDK's variables say so, since that is where
 * the streams are; else at the Region's own endpoint.
 */
public final class KinesisEndpoints implements UnaryOperator<String> {

    private final Map<String, String> urls = new ConcurrentHashMap<>();

    @Override
    public String apply(String region) {
        return urls.computeIfAbsent(region, KinesisEndpoints::url);
    }

    private static String url(String region) {
        try (KinesisClient asConfigured = KinesisClient.builder()
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return asConfigured
                    .serviceClientConfiguration()
                    .endpointOverride()
                    .orElseGet(() -> KinesisEndpointProvider.defaultProvider()
                            .resolveEndpoint(request -> request.region(Region.of(region)))
                            .join()
                            .url())
                    .toString();
        }
    }
}
