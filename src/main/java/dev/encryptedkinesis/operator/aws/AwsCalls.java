package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.aws.CallListener.Call;
import dev.encryptedkinesis.operator.aws.budget.Budget;
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
    private final Budget budget;

    /** @param clients that are called, and kept open meanwhile */
    AwsCalls(String region, CallListener listener, LongSupplier nanoTime, InUse clients, Budget budget) {
        this.region = region;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.clients = clients;
        this.budget = budget;
    }

    /** Calls that nobody listens to, for what is over after a few of them. */
    public static AwsCalls unheard(String region) {
        return new AwsCalls(region, CallListener.NONE, () -> 0, InUse.FOR_EVER, Budget.UNLIMITED);
    }

    /**
     * @throws FailureException whatever the SDK says went wrong, classified
     * @throws dev.encryptedkinesis.operator.stream.PutOffException if the budget has no call for it; AWS was not asked
     */
    <T> T call(AwsOperation operation, Supplier<T> request) {
        budget.take(operation.quota());
        return carryOut(operation, request);
    }

    /**
     * Takes the call's turn now, for a call that is made later on the same errand.
     *
     * @throws dev.encryptedkinesis.operator.stream.PutOffException as above
     */
    void reserve(AwsOperation operation) {
        budget.reserve(operation.quota());
    }

    /** The same, ahead of all who wait for such a call. */
    void reserveAhead(AwsOperation operation) {
        budget.reserveAhead(operation.quota());
    }

    /**
     * For the next page of an answer: to put it off would be to ask for the first one again.
     *
     * @throws FailureException as above
     */
    <T> T goOn(AwsOperation operation, Supplier<T> request) {
        budget.overdraw(operation.quota());
        return carryOut(operation, request);
    }

    private <T> T carryOut(AwsOperation operation, Supplier<T> request) {
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
        if (failure.filter(why -> why.kind() == Failure.Kind.THROTTLED).isPresent()) {
            budget.throttled(operation.quota());
        } else {
            budget.succeeded(operation.quota());
        }
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
