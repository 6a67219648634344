package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.BindingStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.binding.BindingContent;
import dev.encryptedkinesis.operator.binding.BindingDecision;
import dev.encryptedkinesis.operator.binding.BindingSecrets;
import dev.encryptedkinesis.operator.binding.SecretAnswer;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Hindrance;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.Occurrences;
import dev.encryptedkinesis.operator.status.StatusFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Keeps the Secret for applications as the last look at the stream permits. It comes after all that is done about the
 * stream, and whatever becomes of it holds up nothing of that.
 */
public final class Bindings {

    private final BindingSecrets secrets;
    private final UnaryOperator<String> endpoints;
    private final StatusFactory statuses;
    private final Pace pace;
    private final Clock clock;
    private final BindingMemory memory = new BindingMemory();
    private final Attempts refusals = new Attempts();
    private final Map<String, Standing> standing = new ConcurrentHashMap<>();

    /** What was in the way of this Secret when it was last seen to. */
    private record Standing(String secret, Hindrance hindrance) {}

    /** @param endpoints the URL of Kinesis in a Region */
    public Bindings(BindingSecrets secrets, UnaryOperator<String> endpoints, Pace pace, Clock clock) {
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.statuses = new StatusFactory(clock);
        this.pace = pace;
        this.clock = clock;
    }

    /** What a pass leaves to be written, with what became of the Secret. */
    Outcome keep(EncryptedKinesisStream object, Outcome outcome, KubernetesClient client) {
        Optional<String> wanted =
                Optional.ofNullable(object.getSpec().binding()).map(BindingSpec::secretName);
        Optional<String> told = told(outcome.status());
        if (wanted.isEmpty() && told.isEmpty()) {
            return outcome;
        }
        Step step = new Step(object, client, outcome);
        if (wanted.isEmpty()) {
            step.leave(told.get());
        } else if (outcome.binding() instanceof BindingDecision.Withdraw withdraw) {
            step.withdraw(wanted.get(), withdraw.why());
        } else if (outcome.binding() instanceof BindingDecision.Publish publish && isEncrypted(outcome.status())) {
            step.publish(
                    wanted.get(),
                    publish.content(endpoints.apply(publish.stream().region())));
        } else {
            step.wait(wanted.get());
        }
        return step.outcome();
    }

    void forget(String uid) {
        memory.forget(uid);
        refusals.forget(uid);
        standing.remove(uid);
    }

    /** Applications are let in only by a status that says why. */
    private static boolean isEncrypted(EncryptedKinesisStreamStatus status) {
        return ConditionList.isTrue(status.conditions(), ConditionType.Encrypted);
    }

    private static Optional<String> told(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.binding()).map(BindingStatus::name);
    }

    /** What is done about one object's Secret in one pass. */
    private final class Step {

        private final EncryptedKinesisStream object;
        private final KubernetesClient client;
        private final String uid;
        private final Outcome before;
        private final Optional<Standing> last;
        private final List<Occurrence> occurrences = new ArrayList<>();
        private Optional<String> present;
        private Duration next;
        private Optional<Hindrance> hindrance = Optional.empty();

        Step(EncryptedKinesisStream object, KubernetesClient client, Outcome before) {
            this.object = object;
            this.client = client;
            this.uid = object.getMetadata().getUid();
            this.before = before;
            this.last = Optional.ofNullable(standing.remove(uid));
            this.present = told(before.status());
            this.next = before.next();
        }

        void publish(String name, BindingContent content) {
            boolean isTold = present.filter(name::equals).isPresent();
            if (isTold && memory.holds(uid, name, Optional.of(content), clock.instant())) {
                return;
            }
            SecretAnswer answer = secrets.put(client, object, name, content);
            switch (answer.deed()) {
                case CREATED, CHANGED, NOTHING -> {
                    memory.seen(uid, name, Optional.of(content), clock.instant());
                    // The former goes when the other is there, so that nobody is without; and is told of until it has
                    // gone.
                    boolean isMoved = present.filter(former -> !former.equals(name))
                            .map(former -> remove(former, "spec.binding names " + name))
                            .orElse(true);
                    if (isMoved && (!isTold || answer.deed() == SecretAnswer.Deed.CREATED)) {
                        occurrences.add(0, Occurrences.bindingPublished(full(name)));
                        present = Optional.of(name);
                    }
                }
                case TAKEN -> {
                    present = present.filter(former -> !former.equals(name));
                    hindered(name, answer);
                }
                case DISABLED, FORBIDDEN, FAILED -> hindered(name, answer);
                case REMOVED -> throw new IllegalStateException("was to be written: " + name);
            }
        }

        void withdraw(String name, String why) {
            present.filter(former -> !former.equals(name)).ifPresent(former -> remove(former, why));
            boolean isTold = present.isPresent();
            if (!isTold && memory.holds(uid, name, Optional.empty(), clock.instant())) {
                return;
            }
            if (remove(name, why)) {
                memory.seen(uid, name, Optional.empty(), clock.instant());
            }
        }

        /** The object wants no Secret any more. An operator that writes none leaves what another has written. */
        void leave(String name) {
            SecretAnswer answer = secrets.remove(client, object, name);
            if (answer.deed() == SecretAnswer.Deed.DISABLED) {
                gone(name);
            } else {
                removed(name, "spec.binding no longer names it", answer);
            }
        }

        private boolean remove(String name, String why) {
            return removed(name, why, secrets.remove(client, object, name));
        }

        /** Whether none of the object's is there any more, as far as this operator can tell. */
        private boolean removed(String name, String why, SecretAnswer answer) {
            return switch (answer.deed()) {
                case REMOVED -> {
                    occurrences.add(Occurrences.bindingRemoved(full(name), why));
                    gone(name);
                    yield true;
                }
                case NOTHING -> {
                    gone(name);
                    yield true;
                }
                case DISABLED, FORBIDDEN, FAILED -> {
                    hindered(name, answer);
                    yield false;
                }
                case CREATED, CHANGED, TAKEN -> throw new IllegalStateException("was to be removed: " + name);
            };
        }

        /** Nothing is done, so what stood in the way of this Secret still does. */
        void wait(String name) {
            last.filter(former -> former.secret().equals(name)).ifPresent(this::stand);
        }

        private void stand(Standing why) {
            standing.put(uid, why);
            hindrance = Optional.of(why.hindrance());
        }

        private void gone(String name) {
            present = present.filter(former -> !former.equals(name));
        }

        private void hindered(String name, SecretAnswer answer) {
            memory.forget(uid);
            stand(new Standing(name, BindingHindrances.of(full(name), answer)));
            // What somebody mends is noticed as soon as what is mended at AWS; a setting, by the restart.
            if (answer.deed() != SecretAnswer.Deed.DISABLED) {
                Duration again = pace.afterRefusal(refusals.failed(uid));
                next = again.compareTo(next) < 0 ? again : next;
            }
        }

        private String full(String name) {
            return object.getMetadata().getNamespace() + "/" + name;
        }

        Outcome outcome() {
            if (hindrance.isEmpty()) {
                refusals.succeeded(uid);
            }
            EncryptedKinesisStreamStatus previous = object.getStatus();
            EncryptedKinesisStreamStatus bound =
                    before.status().withBinding(present.map(BindingStatus::new).orElse(null));
            EncryptedKinesisStreamStatus status = hindrance
                    .map(why -> statuses.hindered(previous, bound, why))
                    .orElse(bound);
            List<Occurrence> all = new ArrayList<>(before.occurrences());
            all.addAll(occurrences);
            if (!status.conditions().equals(bound.conditions())) {
                all.addAll(Occurrences.stalled(previous, status));
            }
            return new Outcome(status, all, next, before.binding());
        }
    }
}
