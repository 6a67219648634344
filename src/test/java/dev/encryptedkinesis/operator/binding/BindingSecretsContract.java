package dev.encryptedkinesis.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.binding.SecretAnswer.Deed;
import dev.encryptedkinesis.operator.cluster.ClusterScenario;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How Secrets get to the API server and away again, and whose are left alone. */
abstract class BindingSecretsContract extends ClusterScenario {

    static final String NAME = "orders-stream";

    private static final BindingContent CONTENT = new BindingContent(
            "orders",
            "arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
            "eu-west-1",
            "arn:aws:kms:eu-west-1:111122223333:key/first",
            "https://kinesis.eu-west-1.amazonaws.com");
    private static final BindingContent UNDER_ANOTHER_KEY = new BindingContent(
            CONTENT.streamName(),
            CONTENT.streamArn(),
            CONTENT.region(),
            "arn:aws:kms:eu-west-1:111122223333:key/second",
            CONTENT.endpoint());

    private final BindingSecrets secrets = new KubernetesBindingSecrets();
    private KubernetesClient client;
    private EncryptedKinesisStream owner;

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

    private Deed put(BindingContent content) {
        return secrets.put(client, owner, NAME, content).deed();
    }

    private Deed remove() {
        return secrets.remove(client, owner, NAME).deed();
    }

    final SecretAnswer putAnswer() {
        return secrets.put(client, owner, NAME, CONTENT);
    }

    final SecretAnswer removeAnswer() {
        return secrets.remove(client, owner, NAME);
    }

    final Resource<Secret> secret() {
        return client.secrets().inNamespace(owner.getMetadata().getNamespace()).withName(NAME);
    }

    final Secret wanted() {
        return BindingSecret.of(owner, NAME, CONTENT);
    }

    final KubernetesClient client() {
        return client;
    }

    private int writes() {
        return cluster()
                .writes()
                .matching("(POST|PATCH|PUT|DELETE)", "/secrets")
                .size();
    }

    @Test
    void writesOnlyWhatIsDifferent() {
        assertThat(put(CONTENT)).isEqualTo(Deed.CREATED);
        int once = writes();
        assertThat(put(CONTENT)).isEqualTo(Deed.NOTHING);
        assertThat(writes()).isEqualTo(once);

        assertThat(put(UNDER_ANOTHER_KEY)).isEqualTo(Deed.CHANGED);
        assertThat(secret().get().getData())
                .isEqualTo(BindingSecret.of(owner, NAME, UNDER_ANOTHER_KEY).getData());
    }

    @Test
    void takesNoLabelsOfItsOwner() {
        put(CONTENT);

        assertThat(secret().get().getMetadata().getLabels()).containsOnlyKeys("app.kubernetes.io/managed-by");
    }

    @Test
    void putsRightWhatOthersChangedAndLeavesWhatTheyAdded() {
        put(CONTENT);
        secret().edit(secret -> new SecretBuilder(secret)
                .addToData("key-arn", "b3RoZXI=")
                .addToData("password", "aHVudGVyMg==")
                .editMetadata()
                .addToLabels("team", "shop")
                .endMetadata()
                .build());

        assertThat(put(CONTENT)).isEqualTo(Deed.CHANGED);

        Secret secret = secret().get();
        assertThat(secret.getData()).containsAllEntriesOf(wanted().getData()).containsEntry("password", "aHVudGVyMg==");
        assertThat(secret.getMetadata().getLabels()).containsEntry("team", "shop");
    }

    @Test
    void aSecretThatDoesNotNameTheObjectAsItsOwnerIsNeitherWrittenNorRemoved() {
        Secret others = client.resource(new SecretBuilder(wanted())
                        .editMetadata()
                        .withOwnerReferences()
                        .endMetadata()
                        .build())
                .create();

        assertThat(put(UNDER_ANOTHER_KEY)).isEqualTo(Deed.TAKEN);
        assertThat(remove()).isEqualTo(Deed.NOTHING);

        assertThat(secret().get()).isEqualTo(others);
    }

    @Test
    void ofTwoObjectsOfOneNameEachHasItsOwn() {
        put(CONTENT);
        EncryptedKinesisStream successor = owner("orders", "99999999-2222-4333-8444-555555555555");
        successor.getMetadata().setNamespace(owner.getMetadata().getNamespace());

        assertThat(secrets.put(client, successor, NAME, CONTENT).deed()).isEqualTo(Deed.TAKEN);
        assertThat(secrets.remove(client, successor, NAME).deed()).isEqualTo(Deed.NOTHING);
        assertThat(remove()).isEqualTo(Deed.REMOVED);
        assertThat(secrets.put(client, successor, NAME, CONTENT).deed()).isEqualTo(Deed.CREATED);
    }

    @Test
    void removesOnce() {
        put(CONTENT);

        assertThat(remove()).isEqualTo(Deed.REMOVED);
        assertThat(secret().get()).isNull();
        assertThat(remove()).isEqualTo(Deed.NOTHING);
    }
}
