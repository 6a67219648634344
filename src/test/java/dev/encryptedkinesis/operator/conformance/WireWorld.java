package dev.encryptedkinesis.operator.conformance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * kinesis-local, or for lists ministack, for Kinesis, and moto for KMS, IAM, STS and SQS, where the SDK's own environment variables
 * say that they are.
 */
final class WireWorld implements AwsWorld {
    private static final Set<Deviation> OF_MINISTACK =
            EnumSet.complementOf(EnumSet.of(Deviation.LISTS_NAMES_ONLY, Deviation.LISTS_AFTER_EXISTING_NAMES_ONLY));

    private final KinesisClient kinesis;
    private final KmsClient kms;
    private final IamClient iam;
    private final StsClient sts;
    private final SqsClient sqs;
    private final Set<Deviation> deviations;

    /**
     * @throws IllegalStateException if an endpoint is not set: without it these expectations would create streams in an
     *     account that somebody pays for
     */
    WireWorld() {
        this("AWS_ENDPOINT_URL_KINESIS", EnumSet.allOf(Deviation.class));
    }

    /** Whose streams are ACTIVE at once. */
    static WireWorld ofMinistack() {
        return new WireWorld("MINISTACK_URL", OF_MINISTACK);
    }

    private WireWorld(String kinesisEndpoint, Set<Deviation> deviations) {
        this.deviations = deviations;
        require(kinesisEndpoint);
        require("AWS_ENDPOINT_URL_KMS");
        require("AWS_ENDPOINT_URL_IAM");
        require("AWS_ENDPOINT_URL_STS");
        require("AWS_ENDPOINT_URL_SQS");
        kinesis = KinesisClient.builder()
                .endpointOverride(URI.create(System.getenv(kinesisEndpoint)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        kms = KmsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
        iam = IamClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
        sts = StsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
        sqs = SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    }

    @Override
    public KinesisClient kinesis() {
        return kinesis;
    }

    @Override
    public KmsClient kms() {
        return kms;
    }

    @Override
    public IamClient iam() {
        return iam;
    }

    @Override
    public StsClient sts() {
        return sts;
    }

    @Override
    public SqsClient sqs() {
        return sqs;
    }

    /** With a short time for which a received message is hidden. */
    @Override
    public String newQueue() {
        return sqs.createQueue(request -> request.queueName("conformance-" + UUID.randomUUID())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .queueUrl();
    }

    @Override
    public void send(String queue, String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    @Override
    public StsClient sts(String roleArn, String sessionName, Credentials session) {
        return StsClient.builder()
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Everybody is trusted there. */
    @Override
    public void trust(String roleArn) {}

    @Override
    public void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(20, SECONDS)
                .pollDelay(0, MILLISECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(condition::getAsBoolean);
    }

    @Override
    public Set<Deviation> deviations() {
        return deviations;
    }

    private static void require(String variable) {
        if (System.getenv(variable) == null) {
            throw new IllegalStateException(variable + " has to point at a stand-in");
        }
    }
}
