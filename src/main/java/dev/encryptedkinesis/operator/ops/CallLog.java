package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.stream.Failure;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Who did what at AWS: each change that AWS carried out, once, and what AWS refused. A refusal that goes on is told once
 * an hour: for each object, operation and kind of failure.
 */
final class CallLog implements CallListener {

    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    private static final String REQUEST_ID = "aws.requestId";

    private final ToldLately<Trouble> told;

    private record Trouble(String object, String operation, String region, Failure.Kind kind) {}

    CallLog(Clock clock) {
        this.told = new ToldLately<>(clock);
    }

    @Override
    public void ended(Call call) {
        call.failure().ifPresentOrElse(failure -> refused(call, failure), () -> done(call));
    }

    private static void done(Call call) {
        switch (call.effect()) {
            case NONE -> {}
            case CHANGE -> tell(call, Level.INFO, "AWS carried out " + call.operation());
        }
    }

    private void refused(Call call, Failure failure) {
        Level level = level(failure.kind());
        if (LOG.isEnabledForLevel(level)
                && told.isNews(new Trouble(object(), call.operation(), call.region(), failure.kind()))) {
            tell(call, level, "%s failed: %s: %s".formatted(call.operation(), failure.code(), failure.message()));
        }
    }

    /** What passes is not worth a warning, and what is an answer like others is not worth a line. */
    private static Level level(Failure.Kind kind) {
        return switch (kind) {
            case BUSY, CREATION_SLOTS_TAKEN, NOT_FOUND, ALREADY_EXISTS -> Level.DEBUG;
            case TRANSIENT, THROTTLED, AMBIGUOUS -> Level.INFO;
            case DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_ACCESS_DENIED,
                    KEY_NOT_FOUND -> Level.WARN;
        };
    }

    private static void tell(Call call, Level level, String what) {
        call.requestId().ifPresent(id -> MDC.put(REQUEST_ID, id));
        try {
            LOG.atLevel(level)
                    .log(
                            "{}: {} ({} in {}, request {})",
                            object(),
                            what,
                            call.service(),
                            call.region(),
                            call.requestId().orElse("without an id"));
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    /** The object whose pass this is, as the SDK tells the log. */
    private static String object() {
        return Optional.ofNullable(MDC.get("resource.name"))
                .map(name -> MDC.get("resource.namespace") + "/" + name)
                .orElse("all objects");
    }
}
