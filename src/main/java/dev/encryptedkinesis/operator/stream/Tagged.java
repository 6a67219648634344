package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.StreamHistory.Change;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has been done to a stream's tags. It stands apart from other changes, since a tag that is put on twice does no harm.
 *
 * @param keys of the tags that the spec, at some time, has put on the stream: taken off again once it no longer has them
 * @param last the last change of tags that AWS carried out, or may have carried out
 */
public record Tagged(Set<String> keys, Optional<Change> last) {

    public static final Tagged NOTHING = new Tagged(Set.of(), Optional.empty());

    public Tagged {
        keys = Set.copyOf(keys);
    }

    /** After AWS has, or may have, carried out an action. */
    Tagged after(StreamAction action, Instant now) {
        if (action instanceof StreamAction.Create create) {
            return new Tagged(specKeys(create.tags().keySet()), Optional.empty());
        }
        if (action instanceof StreamAction.AddTags add) {
            Set<String> all = new TreeSet<>(keys);
            all.addAll(specKeys(add.tags().keySet()));
            return new Tagged(all, Optional.of(new Change(Progress.name(action), now)));
        }
        return action instanceof StreamAction.RemoveTags
                ? new Tagged(keys, Optional.of(new Change(Progress.name(action), now)))
                : this;
    }

    /** After AWS has said that it carried out an action: tags are off before it says so. */
    Tagged afterAcceptanceOf(StreamAction action, Instant now) {
        Tagged after = after(action, now);
        return action instanceof StreamAction.RemoveTags remove ? after.without(remove.keys()) : after;
    }

    /** After the tags have been seen, long enough after the last change that all of it shows. */
    Tagged stillOn(Map<String, String> seen) {
        Set<String> gone = new TreeSet<>(keys);
        gone.removeAll(seen.keySet());
        return without(gone);
    }

    private Tagged without(Set<String> gone) {
        Set<String> left = new TreeSet<>(keys);
        left.removeAll(gone);
        return new Tagged(left, last);
    }

    private static Set<String> specKeys(Set<String> keys) {
        Set<String> ofSpec = new TreeSet<>(keys);
        ofSpec.removeIf(key -> key.startsWith(Owner.TAG_PREFIX));
        return ofSpec;
    }
}
