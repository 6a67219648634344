package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stream, its keys, and who is to use them.
 *
 * @param currentKey that new records are encrypted under
 * @param previousKeys that records in the stream still need
 * @param producers ARNs of IAM roles and users, as somebody wrote them
 * @param consumers the same
 * @param fanOutConsumers ARNs of the fan-out consumers that are registered with the stream
 * @param operator who looks at the key and may give grants, where the key's policy is to say so
 */
public record StreamUse(
        StreamArn stream,
        StreamKey currentKey,
        Set<StreamKey> previousKeys,
        Set<String> producers,
        Set<String> consumers,
        Set<String> fanOutConsumers,
        Optional<KeyKeeper> operator) {

    private static final Pattern FAN_OUT = Pattern.compile("/consumer/[a-zA-Z0-9_.-]{1,128}:[0-9]{1,20}");

    public StreamUse {
        previousKeys = Set.copyOf(previousKeys);
        producers = Set.copyOf(producers);
        consumers = Set.copyOf(consumers);
        fanOutConsumers = Set.copyOf(fanOutConsumers);
    }

    List<IamIdentity> writers() {
        return identities(producers);
    }

    List<IamIdentity> readers() {
        return identities(consumers);
    }

    /** How many of the declared principals no policy can name. */
    int leftOut() {
        return producers.size()
                + consumers.size()
                - writers().size()
                - readers().size();
    }

    /** The keys whose policy can be changed and that readers need, the current one first. */
    List<String> keysToRead() {
        return Stream.concat(
                        Stream.of(currentKey),
                        previousKeys.stream()
                                .filter(key -> !key.arn().equals(currentKey.arn()))
                                .sorted((one, other) -> one.arn().compareTo(other.arn())))
                .filter(StreamKey::isTheCustomers)
                .map(StreamKey::arn)
                .toList();
    }

    /** Of the keys whose policy can be changed, those that nothing is encrypted under any more. */
    List<String> keysToReadOnly() {
        return keysToRead().stream()
                .filter(arn -> !arn.equals(currentKey.arn()))
                .toList();
    }

    /** Those that belong to the stream. */
    List<String> fanOut() {
        return fanOutConsumers.stream()
                .filter(arn -> arn.startsWith(stream.text()))
                .filter(arn ->
                        FAN_OUT.matcher(arn.substring(stream.text().length())).matches())
                .sorted()
                .toList();
    }

    /** An identity of another account needs the permission of both. */
    List<IamIdentity> foreign(List<IamIdentity> identities) {
        return identities.stream()
                .filter(identity -> !identity.account().equals(stream.account()))
                .toList();
    }

    private List<IamIdentity> identities(Collection<String> arns) {
        return arns.stream()
                .flatMap(arn -> IamIdentity.of(arn).stream())
                .filter(identity -> identity.partition().equals(stream.partition()))
                .sorted()
                .toList();
    }
}
