package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.CallerGateway;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import java.util.function.Supplier;

/** An AWS that answers what is asked of callers and keys when all who ask at once wait. */
record HeldAws(AtOnce atOnce, Gateways aws) implements Gateways {

    @Override
    public StreamGateway streams(Realm realm) {
        return aws.streams(realm);
    }

    @Override
    public KeyGateway keys(Realm realm) {
        return keyId -> atOnce.call(() -> aws.keys(realm).describe(keyId));
    }

    @Override
    public CallerGateway caller(Realm realm) {
        return () -> atOnce.call(aws.caller(realm)::caller);
    }

    @Override
    public <T> T on(Errand errand, Supplier<T> work) {
        return aws.on(errand, work);
    }
}
