package dev.encryptedkinesis.operator.owned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.ClusterScenario;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How owned objects get to the API server and away again, and whose are left alone. */
abstract class OwnedObjectsContract<T extends HasMetadata> extends ClusterScenario {

    static final String NAME = "orders-stream";

    private static final Content CONTENT = new Entries(Map.of("stream-name", "orders", "key-arn", "first"));
    private static final Content CHANGED = new Entries(Map.of("stream-name", "orders", "key-arn", "second"));

    private final ObjectForm<T> form;
    private final OwnedObjects objects;
    private KubernetesClient client;
    private EncryptedKinesisStream owner;

    record Entries(Map<String, String> entries) implements Content {}

    OwnedObjectsContract(ObjectForm<T> form) {
        this.form = form;
        this.objects = new KubernetesOwnedObjects<>(form);
    }

    @BeforeEach
    void begin() {
        client = cluster().client();
        owner = owner("orders", "11111111-2222-4333-8444-555555555555");
        owner.getMetadata().setNamespace(cluster().newNamespace());
        cluster().writes().clear();
    }

    @AfterEach
    void end() {
        client.close();
    }

    private static EncryptedKinesisStream owner(String name, String uid) {
        EncryptedKinesisStream object = new EncryptedKinesisStream();
        object.getMetadata().setName(name);
        object.getMetadata().setUid(uid);
        object.getMetadata().setLabels(Map.of("argocd.argoproj.io/instance", "shop"));
        return object;
    }

    private Deed put(Content content) {
        return objects.put(client, owner, NAME, content).deed();
    }

    private Deed remove() {
        return objects.remove(client, owner, NAME).deed();
    }

    final OwnedAnswer putAnswer(Content content) {
        return objects.put(client, owner, NAME, content);
    }

    final OwnedAnswer putAnswer() {
        return putAnswer(CONTENT);
    }

    final OwnedAnswer removeAnswer() {
        return objects.remove(client, owner, NAME);
    }

    final Resource<T> object() {
        return client.resources(form.kind())
                .inNamespace(owner.getMetadata().getNamespace())
                .withName(NAME);
    }

    final T wanted() {
        return form.of(OwnedMetadata.of(owner, NAME), CONTENT.entries());
    }

    final KubernetesClient client() {
        return client;
    }

    final Map<String, String> data() {
        return form.data(object().get());
    }

    /** How this kind holds these entries. */
    final Map<String, String> held(Map<String, String> entries) {
        return form.data(form.of(OwnedMetadata.of(owner, NAME), entries));
    }

    /** Somebody puts these entries and labels into the object. */
    final void somebodyAdds(Map<String, String> entries, Map<String, String> labels) {
        object().edit(found -> {
            Map<String, String> all = new HashMap<>(form.data(found));
            all.putAll(held(entries));
            T changed = form.of(
                    new ObjectMetaBuilder(found.getMetadata())
                            .addToLabels(labels)
                            .build(),
                    Map.of());
            setData(changed, all);
            return changed;
        });
    }

    abstract void setData(T object, Map<String, String> data);

    private int writes() {
        return cluster().writes().all().stream()
                .filter(write -> write.path().contains("/" + owner.getMetadata().getNamespace() + "/"))
                .toList()
                .size();
    }

    @Test
    void writesOnlyWhatIsDifferent() {
        assertThat(put(CONTENT)).isEqualTo(Deed.CREATED);
        int once = writes();
        assertThat(put(CONTENT)).isEqualTo(Deed.NOTHING);
        assertThat(once).isPositive();
        assertThat(writes()).isEqualTo(once);

        assertThat(put(CHANGED)).isEqualTo(Deed.CHANGED);
        assertThat(data()).isEqualTo(held(CHANGED.entries()));
    }

    @Test
    void takesNoLabelsOfItsOwner() {
        put(CONTENT);

        assertThat(object().get().getMetadata().getLabels()).containsOnlyKeys("app.kubernetes.io/managed-by");
    }

    @Test
    void putsRightWhatOthersChangedAndLeavesWhatTheyAdded() {
        put(CONTENT);
        somebodyAdds(Map.of("key-arn", "other", "password", "hunter2"), Map.of("team", "shop"));

        assertThat(put(CONTENT)).isEqualTo(Deed.CHANGED);

        assertThat(data())
                .containsAllEntriesOf(held(CONTENT.entries()))
                .containsAllEntriesOf(held(Map.of("password", "hunter2")));
        assertThat(object().get().getMetadata().getLabels()).containsEntry("team", "shop");
        assertThat(put(CONTENT)).isEqualTo(Deed.NOTHING);
    }

    @Test
    void oneThatDoesNotNameTheObjectAsItsOwnerIsNeitherWrittenNorRemoved() {
        T unowned = wanted();
        unowned.getMetadata().setOwnerReferences(List.of());
        T others = client.resource(unowned).create();

        assertThat(put(CHANGED)).isEqualTo(Deed.TAKEN);
        assertThat(remove()).isEqualTo(Deed.NOTHING);

        assertThat(object().get()).isEqualTo(others);
    }

    @Test
    void ofTwoObjectsOfOneNameEachHasItsOwn() {
        put(CONTENT);
        EncryptedKinesisStream successor = owner("orders", "99999999-2222-4333-8444-555555555555");
        successor.getMetadata().setNamespace(owner.getMetadata().getNamespace());

        assertThat(objects.put(client, successor, NAME, CONTENT).deed()).isEqualTo(Deed.TAKEN);
        assertThat(objects.remove(client, successor, NAME).deed()).isEqualTo(Deed.NOTHING);
        assertThat(remove()).isEqualTo(Deed.REMOVED);
        assertThat(objects.put(client, successor, NAME, CONTENT).deed()).isEqualTo(Deed.CREATED);
    }

    @Test
    void removesOnce() {
        put(CONTENT);

        assertThat(remove()).isEqualTo(Deed.REMOVED);
        assertThat(object().get()).isNull();
        assertThat(remove()).isEqualTo(Deed.NOTHING);
    }
}
