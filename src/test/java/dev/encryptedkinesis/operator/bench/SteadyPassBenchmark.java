package dev.encryptedkinesis.operator.bench;

import com.sun.management.ThreadMXBean;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.VirtualOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

/** What passes cost that change nothing, the simulated AWS's side of them included. */
public final class SteadyPassBenchmark {

    private static final int STREAMS = 100;
    private static final int PASSES = 1_000;
    private static final int ROUNDS = 10;

    private SteadyPassBenchmark() {}

    public static void main(String[] arguments) {
        VirtualClock clock = VirtualClock.create();
        SimulatedAws aws =
                SimulatedAws.builder(clock).consistency(Consistency.STRONG).build();
        aws.console().pointAlias(OneStream.KEY, aws.console().createKey());
        VirtualOperator operator = new VirtualOperator(SimulatedClients.of(aws, clock), new Pace(new Random(1)), clock);
        IntStream.range(0, STREAMS).forEach(number -> {
            EncryptedKinesisStream object = OneStream.manifest();
            object.getMetadata().setName("orders-" + number);
            operator.apply(object);
            operator.runUntilReady("orders-" + number, Duration.ofMinutes(30));
        });
        aws.journal().clear();
        System.out.printf("%d rounds of %d passes over %d streams; the first ones warm up%n", ROUNDS, PASSES, STREAMS);
        IntStream.range(0, ROUNDS).forEach(round -> measure(operator));
        System.out.printf("AWS calls per pass: %.2f%n", aws.journal().entries().size() / (double) (ROUNDS * PASSES));
    }

    private static void measure(VirtualOperator operator) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        IntStream.range(0, PASSES).forEach(pass -> operator.pass());
        System.out.printf(
                "%.0f us of CPU, %.0f us of wall time, %.0f KB allocated per pass%n",
                (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / PASSES,
                (System.nanoTime() - wall) / 1e3 / PASSES,
                (threads.getCurrentThreadAllocatedBytes() - allocated) / 1e3 / PASSES);
    }
}
