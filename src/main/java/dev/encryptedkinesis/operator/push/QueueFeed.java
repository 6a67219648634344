package dev.encryptedkinesis.operator.push;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a receiver take its turns, one after the other, on a thread of its own that keeps no process alive. */
public final class QueueFeed implements HintFeed {

    private static final Logger LOG = LoggerFactory.getLogger(QueueFeed.class);

    private static final Duration AFTER_A_BUG = Duration.ofMinutes(1);

    private final EventReceiver receiver;
    private final ScheduledExecutorService thread = thread();

    public QueueFeed(EventReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void open(Predicate<Hint> waker) {
        thread.execute(() -> turn(waker));
    }

    private void turn(Predicate<Hint> waker) {
        Duration next = AFTER_A_BUG;
        try {
            next = receiver.turn(waker);
        } catch (RuntimeException bug) {
            // Nothing is lost but time: the streams are looked at all the same.
            LOG.warn("The queue of events could not be worked through; it is tried again in a minute", bug);
        }
        thread.schedule(() -> turn(waker), next.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Without waiting for a call that is under way: what it brings comes again, as it is not deleted. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static ScheduledExecutorService thread() {
        return new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "aws-events");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }
}
