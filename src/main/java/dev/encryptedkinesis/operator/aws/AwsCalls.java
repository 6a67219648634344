package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.aws.CallListener.Call;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Carries out every call of some clients in one Region, whatever service they call: what holds for all calls is done here, once. */
public final class AwsCalls {

    private final String region;
    private final CallListener listener;
    private final LongSupplier nanoTime;
    private final InUse clients;

    /** @param clients that are called, and kept open meanwhile */
    AwsCalls(String region, CallListener listener, LongSupplier nanoTime, InUse clients) {
        this.region = region;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.clients = clients;
    }

    /** Calls that nobody listens to, for what is over after a few of them. */
    public static AwsCalls unheard(String region) {
        return new AwsCalls(region, CallListener.NONE, () -> 0, InUse.FOR_EVER);
    }

    /** @throws FailureException whatever the SDK says went wrong, classified */
    <T> T call(AwsOperation operation, Supplier<T> request) {
        long start = nanoTime.getAsLong();
        clients.begin();
        try {
            T answer = request.get();
            tell(operation, Optional.empty(), RequestIds.of(answer), start);
            return answer;
        } catch (SdkException e) {
            FailureException failed = FailureClassification.of(operation, e);
            tell(operation, Optional.of(failed.failure()), RequestIds.of(e), start);
            throw failed;
        } finally {
            clients.end();
        }
    }

    private void tell(AwsOperation operation, Optional<Failure> failure, Optional<String> requestId, long start) {
        listener.ended(new Call(
                operation.service().displayName(),
                operation.awsName(),
                operation.effect(),
                region,
                failure,
                requestId,
                Duration.ofNanos(nanoTime.getAsLong() - start)));
    }
}
