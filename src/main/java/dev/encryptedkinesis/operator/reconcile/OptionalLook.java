package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Failure;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When to look again at something that the operator can do without, and may not be permitted or able to see. As long as AWS
 * does not tell, it is asked more and more seldom, and the log has one line about it. Not thread safe.
 */
final class OptionalLook {

    private static final Logger LOG = LoggerFactory.getLogger(OptionalLook.class);

    private static final Duration SELDOM = Duration.ofHours(1);

    private final String subject;
    private final Duration interval;
    private Instant next = Instant.MIN;
    private Duration wait = Duration.ZERO;

    /** @param subject what is looked at, in words */
    OptionalLook(String subject, Duration interval) {
        this.subject = subject;
        this.interval = interval;
    }

    boolean isDue(Instant now) {
        return !next.isAfter(now);
    }

    void answered(Instant now) {
        wait = Duration.ZERO;
        next = now.plus(interval);
    }

    /** AWS was not asked, since calls are spent: whoever comes next after that may ask. */
    void putOff(Duration wait, Instant now) {
        next = now.plus(wait);
    }

    void failed(Failure why, Instant now) {
        if (wait.isZero()) {
            LOG.info(
                    "AWS does not tell the operator {}, and it goes on without: {} ({}): {}",
                    subject,
                    why.operation(),
                    why.code(),
                    why.message());
        }
        wait = why.passesByItself() ? longer() : SELDOM;
        next = now.plus(wait);
    }

    private Duration longer() {
        Duration longer = wait.isZero() ? interval : wait.multipliedBy(2);
        return longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
    }
}
