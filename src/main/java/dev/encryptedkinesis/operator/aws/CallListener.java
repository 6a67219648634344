package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import java.time.Duration;
import java.util.Optional;

/** Hears of every call of AWS when it has ended. Called by many threads, within the call: it must not wait, nor throw. */
public interface CallListener {

    CallListener NONE = call -> {};

    void ended(Call call);

    /** What a call does to the world, if AWS does what it is asked. */
    enum Effect {
        NONE,
        CHANGE
    }

    /**
     * @param service as AWS writes it, such as Kinesis
     * @param operation as AWS spells it, such as DescribeStreamSummary
     * @param failure none if AWS did what it was asked
     * @param requestId AWS's name for the request, if it told one
     * @param duration of the whole call, with what it took to get credentials
     */
    record Call(
            String service,
            String operation,
            Effect effect,
            String region,
            Optional<Failure> failure,
            Optional<String> requestId,
            Duration duration) {}
}
