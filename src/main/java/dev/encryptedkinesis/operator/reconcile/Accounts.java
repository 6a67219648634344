package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.Realm;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * In which AWS account an actor's streams are. That of a role stands in its ARN; that of the operator's own credentials
 * STS says, which is asked until it has said so once.
 */
public final class Accounts {

    private final Gateways gateways;
    private final AtomicReference<String> own = new AtomicReference<>();

    public Accounts(Gateways gateways) {
        this.gateways = gateways;
    }

    /** @throws dev.encryptedkinesis.operator.stream.FailureException if STS has to be asked, and does not say */
    String of(Realm realm) {
        return realm.actor()
                .session()
                .map(Actor.Session::account)
                .or(() -> Optional.ofNullable(own.get()))
                .orElseGet(() -> ask(realm).account());
    }

    /**
     * Asks STS as whom it knows the actor, whatever was known before.
     *
     * @throws dev.encryptedkinesis.operator.stream.FailureException if STS does not say
     */
    Caller ask(Realm realm) {
        Caller caller = gateways.caller(realm).caller();
        if (realm.actor().session().isEmpty()) {
            own.set(caller.account());
        }
        return caller;
    }
}
