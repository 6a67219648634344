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
    private final Map<String, KinesisClient> kinesis = new ConcurrentHashMap<>();
    private final Map<String, KmsClient> kms = new ConcurrentHashMap<>();
    private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<String, CloudWatchClient> cloudWatch = new ConcurrentHashMap<>();
    private final Map<String, StsClient> sts = new ConcurrentHashMap<>();

    /** @param factory closed with this */
    public AwsClients(ClientFactory factory) {
        this.factory = factory;
    }

    @Override
    public StreamGateway streams(String region) {
        return new KinesisStreamGateway(kinesis(region));
    }

    @Override
    public KeyGateway keys(String region) {
        return new KmsKeyGateway(kms(region));
    }

    @Override
    public KeyAccessGateway keyAccess(String region) {
        return new KmsKeyAccessGateway(kms(region));
    }

    @Override
    public IdentityGateway identities(String region) {
        return new IamIdentityGateway(iam.computeIfAbsent(region, r -> factory.iam(Region.of(r))));
    }

    @Override
    public UsageGateway usage(String region) {
        return new CloudWatchUsageGateway(
                cloudWatch.computeIfAbsent(region, r -> factory.cloudWatch(Region.of(r))), new KmsRegion(region));
    }

    @Override
    public DenialLog denials(String region) {
        return new CloudTrailDenialLog(cloudTrail.computeIfAbsent(region, r -> factory.cloudTrail(Region.of(r))));
    }

    @Override
    public CallerGateway caller(String region) {
        return new StsCallerGateway(sts.computeIfAbsent(region, r -> factory.sts(Region.of(r))));
    }

    @Override
    public RecordGateway records(String region) {
        return new KinesisRecordGateway(kinesis(region));
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
