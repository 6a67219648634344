package dev.encryptedkinesis.operator.push;

import dev.encryptedkinesis.operator.push.DeliveryListener.Outcome;
import dev.encryptedkinesis.operator.push.EventQueue.Message;
import dev.encryptedkinesis.operator.stream.FailureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Takes the messages from the queue, wakes whom they concern, and deletes them, whatever they were. Not to be used by more
 * than one thread.
 */
public final class EventReceiver {

    /** Until it is asked again who leads. The messages wait; they are for whoever leads. */
    static final Duration UNTIL_WE_LEAD = Duration.ofSeconds(2);

    /** After an answer without messages. It normally comes after 20 s; should it come at once, that must not cost much. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** SQS keeps no message longer (SQS developer guide, "Amazon SQS message quotas"). An event that says so is made up. */
    static final Duration LONGEST_LAG = Duration.ofDays(14);

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final EventQueue queue;
    private final DeliveryListener listener;
    private final BooleanSupplier leads;
    private final Clock clock;
    private int failuresInARow;

    /** @param leads whether this process is the one that works on the objects */
    public EventReceiver(EventQueue queue, DeliveryListener listener, BooleanSupplier leads, Clock clock) {
        this.queue = queue;
        this.listener = listener;
        this.leads = leads;
        this.clock = clock;
    }

    /**
     * Takes some messages, if there are any.
     *
     * @param waker as {@link HintFeed#open} has it
     * @return after which time to take the next ones
     */
    public Duration turn(Predicate<Hint> waker) {
        if (!leads.getAsBoolean()) {
            return UNTIL_WE_LEAD;
        }
        try {
            List<Message> messages = queue.receive();
            messages.forEach(message -> take(message, waker));
            if (!messages.isEmpty()) {
                queue.delete(messages);
            }
            failuresInARow = 0;
            return messages.isEmpty() ? PAUSE : Duration.ZERO;
        } catch (FailureException toldWhereCallsEnd) {
            failuresInARow++;
            return backoff();
        }
    }

    private void take(Message message, Predicate<Hint> waker) {
        Notice notice = EventReader.read(message.body());
        if (notice instanceof Notice.Change change) {
            take(change, waker);
        } else if (notice instanceof Notice.Irrelevant) {
            listener.delivered(Outcome.IRRELEVANT);
        } else {
            listener.delivered(Outcome.UNREADABLE);
        }
    }

    private void take(Notice.Change change, Predicate<Hint> waker) {
        // Each of them, and not only up to the first that concerns somebody.
        long concerning = change.about().stream().filter(waker).count();
        if (concerning == 0) {
            listener.delivered(Outcome.UNKNOWN);
            return;
        }
        listener.delivered(Outcome.WOKE);
        listener.woke(lag(change.at()));
    }

    private Duration lag(Instant changed) {
        Duration lag = Duration.between(changed, clock.instant());
        if (lag.isNegative()) {
            return Duration.ZERO;
        }
        return lag.compareTo(LONGEST_LAG) < 0 ? lag : LONGEST_LAG;
    }

    private Duration backoff() {
        Duration doubled = PAUSE.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
        return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    }
}
