package dev.encryptedkinesis.operator.owned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a real API server knows: who owns which field, and preconditions of a deletion. */
@Tag("cluster")
class OwnedSecretsOnRealClusterTest extends OwnedSecretsContract {

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @Test
    void fieldsAreOwnedUnderOneName() {
        putAnswer();

        assertThat(object().get().getMetadata().getManagedFields())
                .singleElement()
                .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation)
                .containsExactly("encrypted-kinesis-operator", "Apply");
    }

    /** It comes between our looking for it and our writing: that is why the first writing is not by force. */
    @Test
    void aSecretThatCameThisMomentIsNotWrittenOver() {
        Secret others = client().resource(new SecretBuilder(wanted())
                        .editMetadata()
                        .withOwnerReferences()
                        .withLabels(Map.of())
                        .endMetadata()
                        .withType("Opaque")
                        .withData(Map.of("password", "aHVudGVyMg=="))
                        .build())
                .create();

        assertThatThrownBy(() -> client().resource(wanted())
                        .fieldManager("encrypted-kinesis-operator")
                        .serverSideApply())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(409));

        assertThat(object().get()).isEqualTo(others);
    }

    /** Somebody takes the Secret over between our look and our deed. */
    @Test
    void aSecretThatChangedThisMomentIsNeitherWrittenNorRemoved() {
        putAnswer();
        Secret seen = object().get();
        object().edit(secret ->
                new SecretBuilder(secret).addToData("mine", "aHVudGVyMg==").build());

        assertThatThrownBy(() -> client().resource(seen)
                        .lockResourceVersion(seen.getMetadata().getResourceVersion())
                        .delete())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(409));
        Secret stale = wanted();
        stale.getMetadata().setResourceVersion(seen.getMetadata().getResourceVersion());
        assertThatThrownBy(() -> client().resource(stale)
                        .fieldManager("encrypted-kinesis-operator")
                        .forceConflicts()
                        .serverSideApply())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(409));
        assertThat(object().get().getData()).containsKey("mine");
    }
}
