package dev.encryptedkinesis.operator.access.denials;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * That somebody was denied one operation with one key for one stream, once or again and again.
 *
 * @param keyArn empty where CloudTrail does not tell it
 * @param explanation what AWS said of the latest of them
 */
public record DeniedUse(
        String principal,
        String operation,
        Optional<String> keyArn,
        int times,
        Instant first,
        Instant last,
        Optional<String> explanation) {

    private static final Comparator<Denial> GROUP = Comparator.comparing(Denial::principal)
            .thenComparing(Denial::operation)
            .thenComparing(denial -> denial.keyArn().orElse(""));

    /**
     * What of all this is about one stream, by principal, operation and key.
     *
     * @param ownKeys keys that no other stream uses: a denial that names one of these and no stream is about this stream
     */
    public static List<DeniedUse> of(Collection<Denial> all, String streamArn, Set<String> ownKeys) {
        Map<Denial, List<Denial>> groups = all.stream()
                .filter(denial -> denial.streamArn()
                        .map(streamArn::equals)
                        .orElseGet(
                                () -> denial.keyArn().filter(ownKeys::contains).isPresent()))
                .collect(Collectors.groupingBy(denial -> denial, () -> new TreeMap<>(GROUP), Collectors.toList()));
        return groups.values().stream().map(DeniedUse::of).toList();
    }

    private static DeniedUse of(List<Denial> group) {
        List<Denial> ordered = group.stream()
                .sorted(Comparator.comparing(Denial::at).thenComparing(Denial::eventId))
                .toList();
        Denial last = ordered.get(ordered.size() - 1);
        return new DeniedUse(
                last.principal(),
                last.operation(),
                last.keyArn(),
                ordered.size(),
                ordered.get(0).at(),
                last.at(),
                last.explanation());
    }
}
