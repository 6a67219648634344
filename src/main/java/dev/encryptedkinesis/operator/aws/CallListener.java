package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import java.time.Duration;
import java.util.Optional;

/** Hears of every call of AWS when it has ended. Called by many threads, within the call: it must not wait, nor throw. */
public interface CallListener {

    CallListener NONE = call -> {};

    void ended(Call call);

    /**
     * @param service as AWS writes it, such as Kinesis
     * @param operation as AWS spells it, such as DescribeStreamSummary
     * @param failure none if AWS did what it was asked
     * @param duration of the whole call, with what it took to get credentials
     */
    record Call(String service, String operation, String region, Optional<Failure.Kind> failure, Duration duration) {}
}
