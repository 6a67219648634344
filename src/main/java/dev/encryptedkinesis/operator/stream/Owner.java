package dev.encryptedkinesis.operator.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The object that a stream belongs to. It is written on the stream as tags, so that an operator that remembers nothing
 * still knows which streams are its own, and a person who finds the stream knows whose it is.
 *
 * @param cluster a stable id of the Kubernetes cluster
 * @param uid the object's uid: changes when the object is made anew, the ownership does not
 */
public record Owner(String cluster, String namespace, String name, String uid) {

    /** Every tag of ours begins with this; the schema keeps it out of the spec's tags. */
    public static final String TAG_PREFIX = "encryptedkinesis.dev/";

    private static final String CLUSTER = TAG_PREFIX + "cluster";
    private static final String NAMESPACE = TAG_PREFIX + "namespace";
    private static final String NAME = TAG_PREFIX + "name";
    private static final String UID = TAG_PREFIX + "uid";

    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(CLUSTER, cluster);
        tags.put(NAMESPACE, namespace);
        tags.put(NAME, name);
        tags.put(UID, uid);
        return tags;
    }

    /** The owner that a stream's tags name; empty if they name none, or only in part. */
    public static Optional<Owner> of(Map<String, String> tags) {
        if (!tags.keySet().containsAll(List.of(CLUSTER, NAMESPACE, NAME))) {
            return Optional.empty();
        }
        return Optional.of(
                new Owner(tags.get(CLUSTER), tags.get(NAMESPACE), tags.get(NAME), tags.getOrDefault(UID, "")));
    }

    /** An object that was deleted and applied again, or restored from a backup, has another uid and is the same. */
    public boolean isSameObjectAs(Owner other) {
        return isInSameClusterAs(other)
                && Objects.equals(namespace, other.namespace)
                && Objects.equals(name, other.name);
    }

    public boolean isInSameClusterAs(Owner other) {
        return Objects.equals(cluster, other.cluster);
    }

    /** As {@code kubectl} users write it. */
    public String namespacedName() {
        return namespace + "/" + name;
    }
}
