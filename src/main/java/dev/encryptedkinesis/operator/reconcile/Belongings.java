package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.binding.BindingDecision;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that lies beside an object and is its own. It comes after all that is done about the stream, and whatever becomes of
 * it holds up nothing of that.
 */
public final class Belongings {

    private final List<OwnedKeeper> keepers;

    /**
     * Those of an operator.
     *
     * @param endpoints the URL of Kinesis in a Region
     */
    public Belongings(
            OwnedObjects secrets, OwnedObjects configMaps, UnaryOperator<String> endpoints, Pace pace, Clock clock) {
        this.keepers = List.of(
                new OwnedKeeper(new Binding(new BindingDecision(endpoints)), secrets, pace, clock),
                new OwnedKeeper(new WrittenPolicies(), configMaps, pace, clock));
    }

    /**
     * What a pass leaves to be written, with what became of them.
     *
     * @param sight by which they are written
     */
    Outcome keep(EncryptedKinesisStream object, Outcome outcome, Sight sight, KubernetesClient client) {
        Outcome kept = outcome;
        for (OwnedKeeper keeper : keepers) {
            kept = keeper.keep(object, kept, sight, client);
        }
        return kept;
    }

    void forget(String uid) {
        keepers.forEach(keeper -> keeper.forget(uid));
    }
}
