package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is not as asked of a stream's tags. */
final class TagDeviations {

    private static final String TAGS = "tags";

    /** A value may have 256 characters. */
    private static final int LONGEST_SHOWN = 64;

    private TagDeviations() {}

    /** First what is missing. */
    static Stream<Deviation> of(Assessment assessment, Map<String, String> found) {
        return Stream.concat(missing(assessment.desired(), found), surplus(assessment, found));
    }

    /** Who only observes puts no tags of its own on, and so misses none. */
    private static Stream<Deviation> missing(DesiredStream desired, Map<String, String> found) {
        Map<String, String> missing = new HashMap<>(desired.mayOnlyObserve() ? desired.tags() : desired.allTags());
        missing.entrySet().removeAll(found.entrySet());
        // Another object, or an earlier one of this name, had its way with the tags, and perhaps a moment ago: of those
        // that seem to be as wanted, some may be from before that.
        boolean wasAnothers = missing.keySet().stream().anyMatch(key -> key.startsWith(Owner.TAG_PREFIX));
        return missing.isEmpty()
                ? Stream.of()
                : Stream.of(new Deviation(
                        TAGS,
                        "tags " + inWords(missing, found),
                        new Remedy.Apply(new StreamAction.AddTags(wasAnothers ? desired.allTags() : missing))));
    }

    private static String inWords(Map<String, String> missing, Map<String, String> found) {
        return Deviations.list(missing.entrySet().stream()
                .map(tag -> inWords(tag.getKey(), found.get(tag.getKey()), tag.getValue()))
                .collect(Collectors.toSet()));
    }

    /** The values of the tags that say whose a stream is are ids, which tell a person nothing. */
    private static String inWords(String key, String found, String wanted) {
        if (found == null && key.startsWith(Owner.TAG_PREFIX)) {
            return Owner.TAG_PREFIX + "* are missing";
        }
        return "%s is %s, wanted %s".formatted(key, found == null ? "missing" : shown(found), shown(wanted));
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? "\"" + value + "\"" : "\"" + value.substring(0, LONGEST_SHOWN) + "…\"";
    }

    /** Tags that the spec no longer has. Those that others put on the stream are theirs. */
    private static Stream<Deviation> surplus(Assessment assessment, Map<String, String> found) {
        Set<String> surplus = new TreeSet<>(assessment.history().tagged().keys());
        surplus.removeAll(assessment.desired().tags().keySet());
        surplus.retainAll(found.keySet());
        return surplus.isEmpty()
                ? Stream.of()
                : Stream.of(new Deviation(
                        TAGS,
                        "tags no longer wanted: " + Deviations.list(surplus),
                        new Remedy.Apply(new StreamAction.RemoveTags(surplus))));
    }
}
