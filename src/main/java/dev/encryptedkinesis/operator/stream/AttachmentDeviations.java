package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.FanOutConsumer.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is not as asked of that which is attached to a stream. */
public final class AttachmentDeviations {

    static final String CONSUMERS = "fanOutConsumers";
    static final String POLICY = "resourcePolicy";

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
        AttachmentDeviations deviations = new AttachmentDeviations(desired, history, streamArn);
        List<Deviation> all = new ArrayList<>(deviations.consumers(attachments));
        deviations.policy(attachments).ifPresent(all::add);
        return all;
    }

    /** Whether consumers have to be looked at to know what is to be done. */
    public static boolean concernConsumers(DesiredStream desired, StreamHistory history) {
        return !desired.settings().consumers().isEmpty()
                || !history.attached().consumers().isEmpty();
    }

    /** Whether the policy has to be looked at to know what is to be done. */
    public static boolean concernPolicy(DesiredStream desired, StreamHistory history) {
        return desired.settings().policy().isPresent() || history.attached().policy();
    }

    private Optional<Deviation> policy(Attachments attachments) {
        if (!concernPolicy(desired, history)) {
            return Optional.empty();
        }
        if (attachments.policy().isEmpty()) {
            return Optional.of(new Deviation(POLICY, POLICY + " has not been looked at yet", new Remedy.UnderWay()));
        }
        ResourcePolicy found = attachments.policy().get();
        // Without one in the spec, only one that the spec once had is there to be removed.
        ResourcePolicy wanted = desired.settings().policy().orElse(ResourcePolicy.NONE);
        if (wanted.equals(found)) {
            boolean mayComeBack =
                    wanted.equals(ResourcePolicy.NONE) && history.attached().policy();
            return mayComeBack
                    ? Optional.of(new Deviation(POLICY, POLICY + " is not surely gone yet", new Remedy.UnderWay()))
                    : Optional.empty();
        }
        return Optional.of(
                wanted.equals(ResourcePolicy.NONE)
                        ? new Deviation(
                                POLICY,
                                POLICY + " is no longer wanted",
                                new Remedy.Apply(new StreamAction.DeletePolicy(streamArn)))
                        : new Deviation(
                                POLICY,
                                found.equals(ResourcePolicy.NONE)
                                        ? POLICY + " is not put on yet"
                                        : POLICY + " is another one than the spec's",
                                new Remedy.Apply(new StreamAction.PutPolicy(streamArn, wanted))));
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
        Set<String> leaving = new TreeSet<>(surplus);
        leaving.removeIf(name -> states.getOrDefault(name, State.DELETING) != State.DELETING);
        surplus.removeAll(leaving);

        List<Deviation> all = new ArrayList<>();
        add(all, "not registered", missing, names -> registration(names, states));
        add(all, "not ACTIVE yet", unfinished, names -> new Remedy.UnderWay());
        add(
                all,
                "no longer wanted",
                surplus,
                names -> Remedy.Apply.eachOf(names.stream()
                        .map(name -> new StreamAction.DeregisterConsumer(arn(found, name), name))
                        .toList()));
        add(all, "not surely gone yet", leaving, names -> new Remedy.UnderWay());
        return all;
    }

    private static void add(List<Deviation> all, String what, Set<String> names, Function<Set<String>, Remedy> remedy) {
        if (!names.isEmpty()) {
            all.add(new Deviation(
                    CONSUMERS, "%s %s: %s".formatted(CONSUMERS, what, Deviations.list(names)), remedy.apply(names)));
        }
    }

    private Remedy registration(Set<String> names, Map<String, State> states) {
        if (states.size() >= MOST_CONSUMERS) {
            return new Remedy.Refused(Blocker.NO_ROOM_FOR_CONSUMERS);
        }
        boolean mustWait =
                states.values().stream().filter(State.CREATING::equals).count() >= MOST_CREATING;
        return mustWait ? new Remedy.UnderWay() : Remedy.Apply.eachOf(registrations(names, streamArn));
    }

    static List<StreamAction> registrations(Set<String> names, String streamArn) {
        return names.stream()
                .sorted()
                .<StreamAction>map(name -> new StreamAction.RegisterConsumer(streamArn, name))
                .toList();
    }

    private static String arn(List<FanOutConsumer> found, String name) {
        return found.stream()
                .filter(consumer -> consumer.name().equals(name))
                .map(FanOutConsumer::arn)
                .findFirst()
                .orElseThrow();
    }
}
