package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.StreamId;
import org.slf4j.MDC;

/** What every line of the log says that a pass writes, beside the object, which the SDK tells. */
final class LogContext {

    private static final String STREAM = "aws.stream";
    private static final String REGION = "aws.region";

    private LogContext() {}

    static void set(StreamId stream) {
        MDC.put(STREAM, stream.name());
        MDC.put(REGION, stream.region());
    }

    static void clear() {
        MDC.remove(STREAM);
        MDC.remove(REGION);
    }
}
