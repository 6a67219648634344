package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.BindingStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
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
import java.util.Objects;
import java.util.Optional;
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
        }
        return step.outcome();
    }

    void forget(String uid) {
        memory.forget(uid);
        refusals.forget(uid);
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
        private final List<Occurrence> occurrences = new ArrayList<>();
        private Optional<String> present;
        private Optional<Hindrance> hindrance = Optional.empty();

        Step(EncryptedKinesisStream object, KubernetesClient client, Outcome before) {
            this.object = object;
            this.client = client;
            this.uid = object.getMetadata().getUid();
            this.before = before;
            this.present = told(before.status());
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
                    if (answer.deed() == SecretAnswer.Deed.CREATED || !isTold) {
                        occurrences.add(Occurrences.bindingPublished(full(name)));
                    }
                    // Not before the new one is there, so that nobody is without.
                    present.filter(former -> !former.equals(name))
                            .ifPresent(former -> remove(former, "spec.binding names " + name));
                    present = Optional.of(name);
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

        private void gone(String name) {
            present = present.filter(former -> !former.equals(name));
        }

        private void hindered(String name, SecretAnswer answer) {
            memory.forget(uid);
            hindrance = Optional.of(BindingHindrances.of(full(name), answer));
        }

        private String full(String name) {
            return object.getMetadata().getNamespace() + "/" + name;
        }

        Outcome outcome() {
            EncryptedKinesisStreamStatus previous = object.getStatus();
            EncryptedKinesisStreamStatus bound =
                    before.status().withBinding(present.map(BindingStatus::new).orElse(null));
            EncryptedKinesisStreamStatus next = hindrance
                    .map(why -> statuses.hindered(previous, bound, why))
                    .orElse(bound);
            List<Occurrence> all = new ArrayList<>(before.occurrences());
            all.addAll(occurrences);
            if (!Objects.equals(next.conditions(), before.status().conditions())) {
                all.addAll(Occurrences.stalled(previous, next));
            }
            return new Outcome(next, all, delay(), before.binding());
        }

        /** What somebody mends is noticed as soon as what is mended at AWS. */
        private Duration delay() {
            boolean isRefused = hindrance
                    .filter(why -> why.reason() != Reason.BindingDisabled)
                    .isPresent();
            if (!isRefused) {
                refusals.succeeded(uid);
                return before.next();
            }
            Duration again = pace.afterRefusal(refusals.failed(uid));
            return again.compareTo(before.next()) < 0 ? again : before.next();
        }
    }
}
