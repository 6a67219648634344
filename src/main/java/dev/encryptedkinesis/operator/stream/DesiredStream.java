package dev.encryptedkinesis.operator.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the stream is to be.
 *
 * @param tags the spec's tags, without those that say who owns the stream
 */
public record DesiredStream(
        StreamId id,
        Owner owner,
        Capacity capacity,
        WantedSettings settings,
        WantedKey key,
        Map<String, String> tags,
        Policies policies) {

    public DesiredStream {
        tags = Map.copyOf(tags);
    }

    /** The spec's tags and those that say who owns the stream. */
    public Map<String, String> allTags() {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(owner.tags());
        return all;
    }

    public DesiredStream withKey(WantedKey resolved) {
        return new DesiredStream(id, owner, capacity, settings, resolved, tags, policies);
    }

    /** The same stream, with AWS asked as that one. */
    public DesiredStream by(Actor actor) {
        StreamId asked = new StreamId(new Realm(actor, id.region()), id.name());
        return new DesiredStream(asked, owner, capacity, settings, key, tags, policies);
    }

    public boolean mayOnlyObserve() {
        return policies.management() == Policies.Management.OBSERVE_ONLY;
    }

    /** Whether what would be done is to be shown, and not to be done. */
    public boolean isOnlyPlanned() {
        return policies.management() == Policies.Management.PLAN;
    }

    /** Whether deleting the object has work to do at AWS. */
    public boolean isDeletedWithItsObject() {
        return !mayOnlyObserve() && policies.deletion() != Policies.Deletion.RETAIN;
    }
}
