package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.JournalEntry.Effect;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The way of every call through AWS's front door: fault, credentials, rate, permission, act, journal. One call at a
 * time.
 */
final class Calls {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world;
    private final Authorizer authorizer;

    Calls(World world, Authorizer authorizer) {
        this.world = world;
        this.authorizer = authorizer;
    }

    /**
     * @param resource what to call the resource in the journal
     * @param arn what permissions call it; asked for under the lock
     */
    <T extends AwsResponse> T call(Operation operation, String resource, Supplier<String> arn, Supplier<T> act) {
        world.lock().lock();
        try {
            Attempt attempt = new Attempt(operation, resource);
            return switch (world.subject().caller()) {
                case SOMEBODY_ELSE -> attempt.run(() -> world.sight().lagging(Duration.ZERO, attempt.noting(act)));
                case OPERATOR ->
                    attempt.run(() -> world.faults()
                            .next(operation, resource)
                            .disturb(attempt.noting(() -> admitted(operation, resource, arn.get(), act)), attempt));
                case APPLICATION -> attempt.run(attempt.noting(() -> admitted(operation, resource, arn.get(), act)));
            };
        } finally {
            world.lock().unlock();
        }
    }

    private <T extends AwsResponse> T admitted(Operation operation, String resource, String arn, Supplier<T> act) {
        world.subject().checkCredentials(operation.service());
        spendRate(operation, resource);
        // STS tells whoever asks who it is; nobody needs a permission (STS API reference, "GetCallerIdentity").
        if (operation != Operation.GET_CALLER_IDENTITY) {
            authorizer.require(operation.service(), operation.action(), arn);
        }
        return act.get();
    }

    /** With what the SDK reads from the HTTP headers. */
    @SuppressWarnings("unchecked") // a builder made from an answer builds one of its type
    private <T extends AwsResponse> T answered(T answer) {
        String requestId = world.dice().uuid("requests").toString();
        AwsResponse.Builder builder = answer.toBuilder();
        builder.responseMetadata(DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, requestId)));
        builder.sdkHttpResponse(SdkHttpResponse.builder().statusCode(200).build());
        return (T) builder.build();
    }

    /**
     * AWS does not publish how it counts; a rolling window admits no burst, which a bucket would. Refused calls are not
     * counted. Where others use most of a rate of few calls, one call is admitted in a window of more than a second.
     */
    private void spendRate(Operation operation, String resource) {
        double left = operation.callsPerSecond() * (1 - world.quotas().usedByOthers());
        int calls = Math.max(1, (int) left);
        Duration window = Duration.ofNanos((long) (SECOND.toNanos() * (calls / left)));
        String rate = "rate/" + operation.sharedRate(resource);
        if (world.windows().count(rate, world.now(), window) >= calls) {
            throw throttle(operation, resource);
        }
        world.windows().mark(rate, world.now());
    }

    private AwsServiceException throttle(Operation operation, String resource) {
        return switch (operation.service()) {
            case KINESIS ->
                switch (operation) {
                    case PUT_RECORD, PUT_RECORDS, GET_RECORDS, GET_SHARD_ITERATOR ->
                        KinesisError.PROVISIONED_THROUGHPUT_EXCEEDED.as(
                                "Rate exceeded for stream %s under account %s.", resource, world.account());
                    default ->
                        KinesisError.LIMIT_EXCEEDED.as(
                                "Rate exceeded for stream %s under account %s.", resource, world.account());
                };
            case KMS ->
                Service.KMS.throttled(
                        "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
            case IAM, STS, CLOUDTRAIL, CLOUDWATCH, SQS -> operation.service().throttled("Rate exceeded");
        };
    }

    /** One call, as the journal will tell of it. */
    private final class Attempt implements Fault.Disturbed {
        private final Operation operation;
        private final String resource;
        private Effect effect = Effect.NONE;

        private Attempt(Operation operation, String resource) {
            this.operation = operation;
            this.resource = resource;
        }

        private <T extends AwsResponse> Supplier<T> noting(Supplier<T> act) {
            return () -> {
                T answer = answered(act.get());
                effect = operation.isMutation() ? Effect.CHANGED : Effect.NONE;
                return answer;
            };
        }

        private <T> T run(Supplier<T> call) {
            var at = world.now();
            String outcome = "OK";
            try {
                return call.get();
            } catch (AwsServiceException e) {
                outcome = e.awsErrorDetails().errorCode();
                throw e;
            } catch (SdkException e) {
                outcome = e.getClass().getSimpleName();
                throw e;
            } finally {
                world.journal()
                        .add(new JournalEntry(at, world.subject().caller(), operation, resource, outcome, effect));
            }
        }

        @Override
        public Service service() {
            return operation.service();
        }

        @Override
        public Sight sight() {
            return world.sight();
        }

        @Override
        public Duration callTimeout() {
            return world.faults().callTimeout();
        }

        @Override
        public void pass(Duration time) {
            world.faults().time().accept(time);
        }
    }
}
