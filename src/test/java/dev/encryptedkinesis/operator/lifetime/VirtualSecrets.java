package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.owned.Content;
import dev.encryptedkinesis.operator.owned.OwnedAnswer;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Secrets of the virtual cluster's only namespace. They go with their owners, as the garbage collector has it. */
final class VirtualSecrets implements OwnedObjects {

    private final VirtualClock clock;
    private final VirtualCluster cluster;
    private final Map<String, Kept> secrets = new HashMap<>();
    private final List<Written> written = new ArrayList<>();

    private record Kept(String owner, Content content) {}

    record Written(Content content, Instant at) {}

    VirtualSecrets(VirtualClock clock, VirtualCluster cluster) {
        this.clock = clock;
        this.cluster = cluster;
    }

    @Override
    public OwnedAnswer put(KubernetesClient client, EncryptedKinesisStream owner, String name, Content content) {
        return answer(() -> {
            Kept wanted = new Kept(owner.getMetadata().getUid(), content);
            Optional<Kept> found = find(name);
            if (found.isEmpty() || found.get().owner().equals(wanted.owner())) {
                secrets.put(name, wanted);
                written.add(new Written(content, clock.instant()));
            }
            return found.map(kept -> !kept.owner().equals(wanted.owner())
                            ? Deed.TAKEN
                            : kept.equals(wanted) ? Deed.NOTHING : Deed.CHANGED)
                    .orElse(Deed.CREATED);
        });
    }

    @Override
    public OwnedAnswer remove(KubernetesClient client, EncryptedKinesisStream owner, String name) {
        return answer(() -> {
            boolean isThere = find(name)
                    .filter(kept -> kept.owner().equals(owner.getMetadata().getUid()))
                    .isPresent();
            if (isThere) {
                secrets.remove(name);
            }
            return isThere ? Deed.REMOVED : Deed.NOTHING;
        });
    }

    private OwnedAnswer answer(Supplier<Deed> deed) {
        try {
            return new OwnedAnswer(cluster.request(deed), "");
        } catch (KubernetesClientException e) {
            return new OwnedAnswer(Deed.FAILED, e.getMessage());
        }
    }

    private Optional<Kept> find(String name) {
        return Optional.ofNullable(secrets.get(name))
                .filter(kept -> cluster.all().stream()
                        .anyMatch(object -> object.getMetadata().getUid().equals(kept.owner())));
    }

    /** The names of an object's Secrets. */
    List<String> of(EncryptedKinesisStream owner) {
        return secrets.entrySet().stream()
                .filter(secret ->
                        secret.getValue().owner().equals(owner.getMetadata().getUid()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What has been written since this was last asked. */
    List<Written> written() {
        List<Written> all = List.copyOf(written);
        written.clear();
        return all;
    }
}
