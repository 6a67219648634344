package dev.encryptedkinesis.operator.reconcile;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Passes at the same moment, each in a thread of its own: AWS answers none of them before every one of them waits. */
final class AtOnce {

    static final int PASSES = 30;

    private final CountDownLatch allWait = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    /** A call of AWS. */
    <T> T call(Supplier<T> answer) {
        calls.incrementAndGet();
        try {
            allWait.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the test is over before AWS has answered", e);
        }
        return answer.get();
    }

    /** How many have been made. */
    int calls() {
        return calls.get();
    }

    /** What came of each of the passes. To be called once: later calls of AWS are answered at once. */
    <T> List<Future<T>> passes(Callable<T> pass) {
        Collection<Thread> threads = new ConcurrentLinkedQueue<>();
        ExecutorService executor = Executors.newFixedThreadPool(PASSES, work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        try {
            List<Future<T>> outcomes = new ArrayList<>();
            Collections.nCopies(PASSES, pass).forEach(one -> outcomes.add(executor.submit(one)));
            await().until(() -> threads.stream().allMatch(thread -> LockSupport.getBlocker(thread) != null));
            allWait.countDown();
            await().until(() -> outcomes.stream().allMatch(Future::isDone));
            return outcomes;
        } finally {
            executor.shutdownNow();
        }
    }
}
