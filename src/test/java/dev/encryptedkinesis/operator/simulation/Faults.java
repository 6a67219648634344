package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Faults to inject into the operator's calls. Ordered ones come first, each as often as asked and in the order in which
 * they were asked for; then chance, if a probability was set. Thread safe.
 */
public final class Faults {
    private static final Fault NONE = new Fault.None();
    private static final String ANY = "*";

    private static final class Order {
        private final Predicate<Operation> operations;
        private final String resource;
        private final Fault fault;
        private int spared;
        private int left;

        private Order(Predicate<Operation> operations, String resource, Fault fault, int spared, int times) {
            this.operations = operations;
            this.resource = resource;
            this.fault = fault;
            this.spared = spared;
            this.left = times;
        }

        private boolean meets(Operation called, String about) {
            if (!operations.test(called) || !(resource.equals(ANY) || resource.equals(about))) {
                return false;
            }
            spared--;
            return spared < 0;
        }
    }

    /** A fault being asked for: which calls, how often, and then what goes wrong with them. */
    public final class Injection {
        private final Predicate<Operation> operations;
        private String resource = ANY;
        private int spared;
        private int times = 1;

        private Injection(Predicate<Operation> operations) {
            this.operations = operations;
        }

        /** Only calls about this stream, key or alias; all, unless said. */
        public Injection about(String name) {
            resource = name;
            return this;
        }

        /** So many calls go well before; none, unless said. */
        public Injection after(int calls) {
            spared = calls;
            return this;
        }

        /** How many calls; one, unless said. */
        public Injection times(int count) {
            times = count;
            return this;
        }

        /** Every call from now on until {@link Faults#clear()}. */
        public Injection always() {
            return times(Integer.MAX_VALUE);
        }

        /** Refused with this error code and HTTP status; nothing is done. */
        public void fails(String code, int status) {
            fails(code, status, "Injected: " + code);
        }

        /** Refused with this message too, which is all that tells one LimitExceededException from another. */
        public void fails(String code, int status, String message) {
            order(new Fault.Refused(code, status, message));
        }

        /** Refused as AWS's front door does when calls come too fast, whatever the operation. */
        public void isThrottled() {
            order(new Fault.Throttled());
        }

        /** Carried out, but the connection breaks before the answer has come: SdkClientException. */
        public void losesTheAnswer() {
            order(new Fault.AnswerLost());
        }

        /** Carried out, and answered with this error nevertheless, such as InternalFailure with HTTP 500. */
        public void failsAfterwards(String code, int status) {
            order(new Fault.FailedAfterwards(code, status));
        }

        /** Carried out at once, answered late; beyond the call timeout the answer is lost: ApiCallTimeoutException. */
        public void takes(Duration duration) {
            order(new Fault.Slow(duration));
        }

        /** Carried out twice, as when a proxy sends a request again; the second answer is the one that comes. */
        public void isDuplicated() {
            order(new Fault.Duplicated());
        }

        /** Answered from this long ago; changes nothing about what a mutation does. */
        public void isStaleBy(Duration age) {
            order(new Fault.Stale(age));
        }

        private void order(Fault fault) {
            add(new Order(operations, resource, fault, spared, times));
        }
    }

    private final Dice dice;
    private final List<Order> orders = new ArrayList<>();
    private double probability;
    private Duration callTimeout = Duration.ofSeconds(10);
    private Consumer<Duration> time;

    Faults(Dice dice, Consumer<Duration> time) {
        this.dice = dice;
        this.time = time;
    }

    /** Starts asking for a fault of the next calls of this operation. */
    public Injection on(Operation operation) {
        return new Injection(operation::equals);
    }

    /** The same of the next calls, whatever they are. */
    public Injection onAny() {
        return new Injection(operation -> true);
    }

    /** From now on each call fails with this probability (0 to 1), in a way drawn by seed. */
    public synchronized void atRandom(double probabilityPerCall) {
        probability = probabilityPerCall;
    }

    /** How long a caller waits for an answer; ten seconds, unless said. */
    public synchronized void callTimeout(Duration timeout) {
        callTimeout = timeout;
    }

    /** How slow answers let time pass; on a {@link VirtualClock} they advance it, on other clocks nothing happens. */
    public synchronized void slowBy(Consumer<Duration> letTimePass) {
        time = letTimePass;
    }

    /** Calls off everything that was asked for. */
    public synchronized void clear() {
        orders.clear();
        probability = 0;
    }

    synchronized Duration callTimeout() {
        return callTimeout;
    }

    synchronized Consumer<Duration> time() {
        return time;
    }

    synchronized Fault next(Operation operation, String resource) {
        for (Iterator<Order> all = orders.iterator(); all.hasNext(); ) {
            Order order = all.next();
            if (order.meets(operation, resource)) {
                order.left--;
                if (order.left == 0) {
                    all.remove();
                }
                return order.fault;
            }
        }
        String topic = "fault/" + resource;
        return probability > 0 && dice.share(topic) < probability ? dice.oneOf(topic, misfortunes()) : NONE;
    }

    private List<Fault> misfortunes() {
        return List.of(
                new Fault.Throttled(),
                new Fault.Refused("LimitExceededException", 400, "Rate exceeded for stream under account."),
                new Fault.Refused("InternalFailure", 500, "Internal failure"),
                new Fault.Refused("ServiceUnavailable", 503, "Service unavailable"),
                new Fault.AnswerLost(),
                new Fault.Duplicated(),
                new Fault.FailedAfterwards("InternalFailure", 500),
                new Fault.Slow(callTimeout.dividedBy(2)),
                new Fault.Slow(callTimeout),
                new Fault.Stale(Duration.ofSeconds(5)));
    }

    private synchronized void add(Order order) {
        orders.add(order);
    }
}
