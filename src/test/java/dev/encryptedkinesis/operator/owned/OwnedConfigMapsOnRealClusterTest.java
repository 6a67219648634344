package dev.encryptedkinesis.operator.owned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.owned.OwnedAnswer.Deed;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a real API server knows: who owns which entry. */
@Tag("cluster")
class OwnedConfigMapsOnRealClusterTest extends OwnedConfigMapsContract {

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @Test
    void anEntryThatIsWantedNoMoreGoesAndThoseOfOthersStay() {
        putAnswer(new Entries(Map.of("producer", "{}", "consumer", "{}")));
        somebodyAdds(Map.of("notes", "mine"), Map.of());

        assertThat(putAnswer(new Entries(Map.of("producer", "{}"))).deed()).isEqualTo(Deed.CHANGED);

        assertThat(data()).isEqualTo(Map.of("producer", "{}", "notes", "mine"));
        assertThat(putAnswer(new Entries(Map.of("producer", "{}"))).deed()).isEqualTo(Deed.NOTHING);
    }

    /** It comes between our looking for it and our writing; an application would be merged with it. */
    @Test
    void oneThatCameThisMomentIsNotWrittenOver() {
        ConfigMap others = client().resource(new ConfigMapBuilder(wanted())
                        .editMetadata()
                        .withOwnerReferences(List.of())
                        .withLabels(Map.of())
                        .endMetadata()
                        .withData(Map.of("notes", "mine"))
                        .build())
                .create();

        ConfigMap claim = new ConfigMapForm().claim(wanted()).orElseThrow();
        assertThatThrownBy(() -> client().resource(claim).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(409));

        assertThat(object().get()).isEqualTo(others);
    }
}
