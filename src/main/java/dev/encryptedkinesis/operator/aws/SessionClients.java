package dev.encryptedkinesis.operator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients that share one set of credentials. They are closed when nobody needs them any more, and no call is under way:
 * one that is may end.
 */
final class SessionClients implements InUse {

    private final ClientFactory factory;
    private final Map<Kind, SdkAutoCloseable> clients = new ConcurrentHashMap<>();
    private int callsUnderWay;

    /** What the end of the last call brings about: nothing, unless they were dismissed while calls were under way. */
    private Runnable atLast = () -> {};

    private record Kind(Class<?> type, String region) {}

    SessionClients(ClientFactory factory) {
        this.factory = factory;
    }

    KinesisClient kinesis(String region) {
        return client(KinesisClient.class, region, factory::kinesis);
    }

    KmsClient kms(String region) {
        return client(KmsClient.class, region, factory::kms);
    }

    IamClient iam(String region) {
        return client(IamClient.class, region, factory::iam);
    }

    CloudTrailClient cloudTrail(String region) {
        return client(CloudTrailClient.class, region, factory::cloudTrail);
    }

    CloudWatchClient cloudWatch(String region) {
        return client(CloudWatchClient.class, region, factory::cloudWatch);
    }

    SqsClient sqs(String region) {
        return client(SqsClient.class, region, factory::sqs);
    }

    StsClient sts(String region) {
        return client(StsClient.class, region, factory::sts);
    }

    private <C extends SdkAutoCloseable> C client(Class<C> type, String region, Function<Region, C> make) {
        return type.cast(clients.computeIfAbsent(new Kind(type, region), kind -> make.apply(Region.of(region))));
    }

    @Override
    public synchronized void begin() {
        callsUnderWay++;
    }

    @Override
    public void end() {
        Runnable due;
        synchronized (this) {
            callsUnderWay--;
            if (callsUnderWay > 0) {
                return;
            }
            due = atLast;
            atLast = () -> {};
        }
        due.run();
    }

    /** Closes the clients, once for all, and then does this: at once, or when the last call that is under way has ended. */
    void dismiss(Runnable then) {
        synchronized (this) {
            if (callsUnderWay > 0) {
                atLast = () -> close(then);
                return;
            }
        }
        close(then);
    }

    void close() {
        close(() -> {});
    }

    private void close(Runnable then) {
        clients.values().forEach(SdkAutoCloseable::close);
        clients.clear();
        then.run();
    }
}
