package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What goes wrong with a call. */
sealed interface Fault {
    /** What a fault needs to know of the call it disturbs. */
    interface Disturbed {
        Service service();

        Sight sight();

        /** How long the caller waits for an answer. */
        Duration callTimeout();

        /** Lets this much time pass. */
        void pass(Duration time);
    }

    <T> T disturb(Supplier<T> call, Disturbed disturbed);

    /** Nothing goes wrong. */
    record None() implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            return call.get();
        }
    }

    /** An error instead of the act. */
    record Refused(String code, int status, String message) implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            throw AwsErrors.of(disturbed.service(), code, status, message);
        }
    }

    /** Refused because calls come too fast, by the code that the service has for it. */
    record Throttled() implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            throw disturbed.service().throttled("Rate exceeded");
        }
    }

    /** The act, then a connection that breaks before the answer has come. */
    record AnswerLost() implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            call.get();
            throw SdkClientException.create("Unable to execute HTTP request: Connection reset");
        }
    }

    /** The act twice, and what came of the second. */
    record Duplicated() implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            call.get();
            return call.get();
        }
    }

    /** The act, then an error all the same. */
    record FailedAfterwards(String code, int status) implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            call.get();
            throw AwsErrors.of(disturbed.service(), code, status, "Injected after the act: " + code);
        }
    }

    /** The act, then an answer that takes its time: lost, if that is more than the caller waits for. */
    record Slow(Duration duration) implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            T answer = call.get();
            if (duration.compareTo(disturbed.callTimeout()) < 0) {
                disturbed.pass(duration);
                return answer;
            }
            disturbed.pass(disturbed.callTimeout());
            throw ApiCallTimeoutException.create(disturbed.callTimeout().toMillis());
        }
    }

    /** An answer from before. */
    record Stale(Duration age) implements Fault {
        @Override
        public <T> T disturb(Supplier<T> call, Disturbed disturbed) {
            return disturbed.sight().lagging(age, call);
        }
    }
}
