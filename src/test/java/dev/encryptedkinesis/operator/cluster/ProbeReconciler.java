package dev.encryptedkinesis.operator.cluster;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** Does what a test tells it to, and remembers for which states of an object it was called. */
@ControllerConfiguration(triggerReconcilerOnAllEvents = true)
final class ProbeReconciler implements Reconciler<EncryptedKinesisStream> {

    private final BiFunction<
                    EncryptedKinesisStream, Context<EncryptedKinesisStream>, UpdateControl<EncryptedKinesisStream>>
            behaviour;
    private final List<Pass> passes = new CopyOnWriteArrayList<>();

    enum Stage {
        LIVE,
        TERMINATING,
        GONE
    }

    record Pass(Stage stage, long generation) {}

    ProbeReconciler(
            BiFunction<EncryptedKinesisStream, Context<EncryptedKinesisStream>, UpdateControl<EncryptedKinesisStream>>
                    behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public UpdateControl<EncryptedKinesisStream> reconcile(
            EncryptedKinesisStream resource, Context<EncryptedKinesisStream> context) {
        Stage stage = stage(resource, context);
        passes.add(new Pass(stage, resource.getMetadata().getGeneration()));
        return stage == Stage.GONE ? UpdateControl.noUpdate() : behaviour.apply(resource, context);
    }

    List<Pass> passes() {
        return List.copyOf(passes);
    }

    List<Stage> stages() {
        return passes.stream().map(Pass::stage).toList();
    }

    private static Stage stage(EncryptedKinesisStream resource, Context<EncryptedKinesisStream> context) {
        if (context.isPrimaryResourceDeleted()) {
            return Stage.GONE;
        }
        return resource.isMarkedForDeletion() ? Stage.TERMINATING : Stage.LIVE;
    }
}
