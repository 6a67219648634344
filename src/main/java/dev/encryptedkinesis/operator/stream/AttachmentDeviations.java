package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.FanOutConsumer.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is not as asked of that which is attached to a stream. */
public final class AttachmentDeviations {

    static final String CONSUMERS = "fanOutConsumers";

    /** Of a stream; AWS registers a further one once one of these is done. */
    private static final int MOST_CREATING = 5;

    /** Of a stream, whoever registered them. */
    private static final int MOST_CONSUMERS = 20;

    private final DesiredStream desired;
    private final StreamHistory history;
    private final String streamArn;

    private AttachmentDeviations(DesiredStream desired, StreamHistory history, String streamArn) {
        this.desired = desired;
        this.history = history;
        this.streamArn = streamArn;
    }

    /** In the order in which they are mended. Empty means that nothing will have to be done until something changes. */
    public static List<Deviation> of(
            DesiredStream desired, StreamHistory history, String streamArn, Attachments attachments) {
        return new AttachmentDeviations(desired, history, streamArn).consumers(attachments);
    }

    /** Whether consumers have to be looked at to know what is to be done. */
    public static boolean concernConsumers(DesiredStream desired, StreamHistory history) {
        return !desired.settings().consumers().isEmpty()
                || !history.attached().consumers().isEmpty();
    }

    private List<Deviation> consumers(Attachments attachments) {
        if (!concernConsumers(desired, history)) {
            return List.of();
        }
        return attachments
                .consumers()
                .map(this::consumers)
                .orElseGet(() -> List.of(
                        new Deviation(CONSUMERS, CONSUMERS + " have not been looked at yet", new Remedy.UnderWay())));
    }

    private List<Deviation> consumers(List<FanOutConsumer> found) {
        Map<String, State> states = found.stream()
                .collect(Collectors.toMap(FanOutConsumer::name, FanOutConsumer::state, (one, same) -> one));
        Set<String> wanted = desired.settings().consumers();
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(states.keySet());
        Set<String> unfinished = new TreeSet<>(wanted);
        unfinished.removeIf(name -> states.getOrDefault(name, State.ACTIVE) == State.ACTIVE);
        // Those that others registered are theirs.
        Set<String> surplus = new TreeSet<>(history.attached().consumers());
        surplus.removeAll(wanted);
        surplus.removeIf(name -> states.getOrDefault(name, State.DELETING) == State.DELETING);

        List<Deviation> all = new ArrayList<>();
        add(all, "not registered", missing, name -> registration(name, states));
        add(all, "not ACTIVE yet", unfinished, name -> new Remedy.UnderWay());
        add(
                all,
                "no longer wanted",
                surplus,
                name -> new Remedy.Apply(new StreamAction.DeregisterConsumer(arn(found, name), name)));
        return all;
    }

    /** One at a time: each is one call. */
    private static void add(List<Deviation> all, String what, Set<String> names, Function<String, Remedy> remedy) {
        if (!names.isEmpty()) {
            all.add(new Deviation(
                    CONSUMERS,
                    "%s %s: %s".formatted(CONSUMERS, what, Deviations.list(names)),
                    remedy.apply(names.iterator().next())));
        }
    }

    private Remedy registration(String name, Map<String, State> states) {
        if (states.size() >= MOST_CONSUMERS) {
            return new Remedy.Refused(Blocker.NO_ROOM_FOR_CONSUMERS);
        }
        boolean mustWait =
                states.values().stream().filter(State.CREATING::equals).count() >= MOST_CREATING;
        return mustWait ? new Remedy.UnderWay() : new Remedy.Apply(new StreamAction.RegisterConsumer(streamArn, name));
    }

    private static String arn(List<FanOutConsumer> found, String name) {
        return found.stream()
                .filter(consumer -> consumer.name().equals(name))
                .map(FanOutConsumer::arn)
                .findFirst()
                .orElseThrow();
    }
}
