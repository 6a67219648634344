package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.leastprivilege.StreamArn;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamKey;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamUse;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the written policies are to be about. */
public final class LeastPrivilege {

    private LeastPrivilege() {}

    /**
     * Empty as long as KMS does not say whose one of the keys is: what is written would else go back and forth.
     *
     * @param fanOutConsumers ARNs of those that are registered with the stream
     */
    public static Optional<StreamUse> use(AccessQuestion question, Set<String> fanOutConsumers) {
        boolean isOpen = question.keys().stream().map(NeededKey::verdict).anyMatch(KeyVerdict.UNDETERMINED::equals);
        if (isOpen) {
            return Optional.empty();
        }
        // What a status says of keys is not taken on trust.
        List<NeededKey> others = question.keys().subList(1, question.keys().size());
        return StreamArn.of(question.streamArn())
                .flatMap(stream -> key(question.keys().get(0))
                        .map(wanted -> new StreamUse(
                                stream,
                                wanted,
                                others.stream()
                                        .flatMap(key -> key(key).stream())
                                        .collect(Collectors.toSet()),
                                question.declared().producers(),
                                question.declared().consumers(),
                                fanOutConsumers,
                                Optional.empty())));
    }

    private static Optional<StreamKey> key(NeededKey key) {
        return StreamKey.of(key.arn(), key.isAwsManaged() ? StreamKey.Manager.AWS : StreamKey.Manager.CUSTOMER);
    }
}
