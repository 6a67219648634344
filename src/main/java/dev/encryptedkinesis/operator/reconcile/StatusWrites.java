package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.HashSet;
import java.util.List;

/** How statuses get to the API server. */
final class StatusWrites {

    private StatusWrites() {}

    /** What a status may be written over. */
    enum Over {
        /** An edit that came in meanwhile does not matter, and there is nobody else who writes statuses. */
        ANY,
        /** The object as the pass read it; any other is a conflict, and the pass is repeated. */
        THE_ONE_READ
    }

    static EncryptedKinesisStream write(
            EncryptedKinesisStream object,
            EncryptedKinesisStreamStatus next,
            Over over,
            Context<EncryptedKinesisStream> context) {
        EncryptedKinesisStream fresh = withStatus(object, next);
        switch (over) {
            case ANY -> {}
            case THE_ONE_READ ->
                fresh.getMetadata().setResourceVersion(object.getMetadata().getResourceVersion());
        }
        return context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
    }

    /** The uid makes sure that an object of the same name that was made since is not given this one's status. */
    private static EncryptedKinesisStream withStatus(
            EncryptedKinesisStream object, EncryptedKinesisStreamStatus status) {
        EncryptedKinesisStream fresh = new EncryptedKinesisStream();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .build());
        fresh.setStatus(status);
        return fresh;
    }

    /** The API server keeps conditions in an order of its own. */
    static boolean isSame(EncryptedKinesisStreamStatus one, EncryptedKinesisStreamStatus other) {
        return one.withConditions(List.of()).equals(other.withConditions(List.of()))
                && new HashSet<>(one.conditions()).equals(new HashSet<>(other.conditions()));
    }
}
