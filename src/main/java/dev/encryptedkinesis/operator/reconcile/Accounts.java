package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.Answer;
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
    private final SharedQuestions<Realm, Answer<Caller>> questions = new SharedQuestions<>();
    private final AtomicReference<String> own = new AtomicReference<>();

    public Accounts(Gateways gateways) {
        this.gateways = gateways;
    }

    /** Not known only if STS has to be asked, and does not say. */
    Answer<String> of(Realm realm) {
        return realm.actor()
                .session()
                .map(Actor.Session::account)
                .or(() -> Optional.ofNullable(own.get()))
                .<Answer<String>>map(Answer.Known::new)
                .orElseGet(() -> ask(realm).map(Caller::account));
    }

    /** Asks STS as whom it knows the actor, whatever was known before. */
    Answer<Caller> ask(Realm realm) {
        return questions.ask(realm, () -> askSts(realm));
    }

    private Answer<Caller> askSts(Realm realm) {
        Answer<Caller> answer = Answer.to(() -> gateways.caller(realm).caller());
        if (realm.actor().session().isEmpty()) {
            answer.known().map(Caller::account).ifPresent(own::set);
        }
        return answer;
    }
}
