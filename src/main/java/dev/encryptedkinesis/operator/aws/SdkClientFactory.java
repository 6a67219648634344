package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Actor.Session;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes clients of the real AWS, which share one HTTP client, one source of credentials and the threads that watch over
 * the timeouts. Credentials come from the SDK's default chain. Endpoints are the Region's, unless the variables
 * {@code AWS_ENDPOINT_URL_KINESIS}, {@code AWS_ENDPOINT_URL_KMS} or {@code AWS_ENDPOINT_URL} name others.
 */
public final class SdkClientFactory implements ClientFactory {

    private static final String PRODUCT = "encrypted-kinesis-operator";

    /** The SDK would give each client five; all they do is to interrupt a call that takes too long. */
    private static final int TIMEOUT_THREADS = 2;

    private final String userAgent;
    private final Timeouts timeouts;
    private final CheckedCredentials credentials;
    private final SdkHttpClient http;
    private final ScheduledExecutorService timeoutThreads;
    private final SdkAutoCloseable atEnd;

    /** @param operatorVersion for the user agent, by which CloudTrail shows whose calls these are */
    public SdkClientFactory(String operatorVersion) {
        this(operatorVersion, DefaultCredentialsProvider.builder().build(), Timeouts.DEFAULT);
    }

    SdkClientFactory(String operatorVersion, AwsCredentialsProvider credentials, Timeouts timeouts) {
        letTimeoutsEndEveryAnswer();
        this.userAgent = PRODUCT + "/" + operatorVersion;
        this.timeouts = timeouts;
        this.credentials = CheckedCredentials.own(credentials);
        this.http = http(timeouts).build();
        this.timeoutThreads = timeoutThreads();
        this.atEnd = () -> {
            http.close();
            this.credentials.close();
            timeoutThreads.shutdownNow();
        };
    }

    /** With other credentials, and sharing all else with one that is closed later. */
    private SdkClientFactory(SdkClientFactory shared, CheckedCredentials credentials) {
        this.userAgent = shared.userAgent;
        this.timeouts = shared.timeouts;
        this.credentials = credentials;
        this.http = shared.http;
        this.timeoutThreads = shared.timeoutThreads;
        this.atEnd = credentials;
    }

    @Override
    public KinesisClient kinesis(Region region) {
        return configured(KinesisClient.builder(), region).build();
    }

    @Override
    public KmsClient kms(Region region) {
        return configured(KmsClient.builder(), region).build();
    }

    @Override
    public IamClient iam(Region region) {
        return configured(IamClient.builder(), region).build();
    }

    @Override
    public CloudTrailClient cloudTrail(Region region) {
        return configured(CloudTrailClient.builder(), region).build();
    }

    @Override
    public CloudWatchClient cloudWatch(Region region) {
        return configured(CloudWatchClient.builder(), region).build();
    }

    @Override
    public SqsClient sqs(Region region) {
        Timeouts patient = timeouts.withWaitOf(SqsEventQueue.LONGEST_WAIT);
        return identified(SqsClient.builder(), region)
                .httpClientBuilder(http(patient))
                .overrideConfiguration(configuration(patient))
                .build();
    }

    @Override
    public StsClient sts(Region region) {
        return configured(StsClient.builder(), region).build();
    }

    @Override
    public ClientFactory assuming(Session session, Region region) {
        return new SdkClientFactory(this, CheckedCredentials.ofRole(new RoleCredentials(session, sts(region))));
    }

    @Override
    public void close() {
        atEnd.close();
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B configured(B builder, Region region) {
        return identified(builder, region).httpClient(http).overrideConfiguration(configuration(timeouts));
    }

    private <B extends AwsClientBuilder<B, C>, C> B identified(B builder, Region region) {
        return builder.region(region).credentialsProvider(credentials);
    }

    private static UrlConnectionHttpClient.Builder http(Timeouts timeouts) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(timeouts.connect())
                .socketTimeout(timeouts.read());
    }

    private ClientOverrideConfiguration configuration(Timeouts timeouts) {
        return ClientOverrideConfiguration.builder()
                // Repeating is decided in one place, with the stream's state in view, and that place is not here.
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallTimeout(timeouts.call())
                .apiCallAttemptTimeout(timeouts.attempt())
                .scheduledExecutorService(timeoutThreads)
                // First in the header, so that it survives where logs cut it. The application id stays free for users,
                // who set it with AWS_SDK_UA_APP_ID.
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, userAgent)
                .build();
    }

    /**
     * Of an answer that nobody read to its end, the JDK reads the rest in the background to reuse the connection, and
     * whoever closes that answer meanwhile waits, timeouts and all: for ever, if it trickles. Without this reading the
     * JDK closes the connection. The property is the only way to say so; nothing else here uses that HTTP client.
     */
    private static void letTimeoutsEndEveryAnswer() {
        System.setProperty("http.KeepAlive.remainingData", "0");
    }

    private static ScheduledExecutorService timeoutThreads() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(TIMEOUT_THREADS, task -> {
            Thread thread = new Thread(task, "aws-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }
}
