package dev.encryptedkinesis.operator.stream;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is taken off again once the spec no longer has it, and stays ours until it is seen to be gone: what AWS was
 * asked to take off may be on still, whatever it answered.
 *
 * @param consumers names of the fan-out consumers that were registered
 * @param policy whether a resource policy was put on the stream
 */
public record Attached(Set<String> consumers, boolean policy) {

    public static final Attached NOTHING = new Attached(Set.of(), false);

    public Attached {
        consumers = Set.copyOf(consumers);
    }

    Attached after(StreamAction action) {
        Set<String> names = new TreeSet<>(consumers);
        if (action instanceof StreamAction.RegisterConsumer register) {
            names.add(register.name());
        }
        return new Attached(names, policy || action instanceof StreamAction.PutPolicy);
    }

    Attached stillOn(Attachments seen) {
        Set<String> names = new TreeSet<>(consumers);
        seen.consumers()
                .ifPresent(found ->
                        names.retainAll(found.stream().map(FanOutConsumer::name).toList()));
        boolean isSeenToBeGone =
                seen.policy().filter(ResourcePolicy.NONE::equals).isPresent();
        return new Attached(names, policy && !isSeenToBeGone);
    }
}
