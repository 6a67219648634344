package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.access.forecast.KmsRegion;
import dev.encryptedkinesis.operator.doctor.CallerGateway;
import dev.encryptedkinesis.operator.doctor.PersonalGateways;
import dev.encryptedkinesis.operator.doctor.RecordGateway;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Keeps one client of each service per Region, made when it is first asked for. Safe for use by many threads.
 * To be closed once, after the last call.
 */
public final class AwsClients implements Gateways, AccessGateways, PersonalGateways, AutoCloseable {

    private final ClientFactory factory;
    private final CallListener listener;
    private final LongSupplier nanoTime;
    private final Map<String, AwsCalls> calls = new ConcurrentHashMap<>();
    private final Map<String, KinesisClient> kinesis = new ConcurrentHashMap<>();
    private final Map<String, KmsClient> kms = new ConcurrentHashMap<>();
    private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<String, CloudWatchClient> cloudWatch = new ConcurrentHashMap<>();
    private final Map<String, StsClient> sts = new ConcurrentHashMap<>();

    /**
     * Nobody listens to its calls.
     *
     * @param factory closed with this
     */
    public AwsClients(ClientFactory factory) {
        this(factory, CallListener.NONE, () -> 0);
    }

    /**
     * @param factory closed with this
     * @param nanoTime a time that never goes back, by which the calls are measured
     */
    public AwsClients(ClientFactory factory, CallListener listener, LongSupplier nanoTime) {
        this.factory = factory;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    @Override
    public StreamGateway streams(String region) {
        return new KinesisStreamGateway(kinesis(region), calls(region));
    }

    @Override
    public KeyGateway keys(String region) {
        return new KmsKeyGateway(kms(region), calls(region));
    }

    @Override
    public KeyAccessGateway keyAccess(String region) {
        return new KmsKeyAccessGateway(kms(region), calls(region));
    }

    @Override
    public IdentityGateway identities(String region) {
        return new IamIdentityGateway(iam.computeIfAbsent(region, r -> factory.iam(Region.of(r))), calls(region));
    }

    @Override
    public UsageGateway usage(String region) {
        return new CloudWatchUsageGateway(
                cloudWatch.computeIfAbsent(region, r -> factory.cloudWatch(Region.of(r))),
                calls(region),
                new KmsRegion(region));
    }

    @Override
    public DenialLog denials(String region) {
        return new CloudTrailDenialLog(
                cloudTrail.computeIfAbsent(region, r -> factory.cloudTrail(Region.of(r))), calls(region));
    }

    @Override
    public CallerGateway caller(String region) {
        return new StsCallerGateway(sts.computeIfAbsent(region, r -> factory.sts(Region.of(r))), calls(region));
    }

    @Override
    public RecordGateway records(String region) {
        return new KinesisRecordGateway(kinesis(region), calls(region));
    }

    private AwsCalls calls(String region) {
        return calls.computeIfAbsent(region, r -> new AwsCalls(r, listener, nanoTime));
    }

    private KinesisClient kinesis(String region) {
        return kinesis.computeIfAbsent(region, r -> factory.kinesis(Region.of(r)));
    }

    private KmsClient kms(String region) {
        return kms.computeIfAbsent(region, r -> factory.kms(Region.of(r)));
    }

    @Override
    public void close() {
        kinesis.values().forEach(SdkAutoCloseable::close);
        kms.values().forEach(SdkAutoCloseable::close);
        iam.values().forEach(SdkAutoCloseable::close);
        cloudTrail.values().forEach(SdkAutoCloseable::close);
        cloudWatch.values().forEach(SdkAutoCloseable::close);
        sts.values().forEach(SdkAutoCloseable::close);
        factory.close();
    }
}
