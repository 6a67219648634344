package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.ObjectName;
import dev.encryptedkinesis.operator.owned.Content;
import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.owned.OwnedAnswer;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.status.Hindrance;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.Occurrences;
import dev.encryptedkinesis.operator.status.StatusFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the owned objects of one kind as the last look at the stream permits. A name is recorded in the owner's status before
 * anything is written under it: so however a process ends, nothing is left behind that nobody looks for.
 */
final class OwnedKeeper {

    private final OwnedKind kind;
    private final OwnedObjects objects;
    private final StatusFactory statuses;
    private final Pace pace;
    private final Clock clock;
    private final OwnedMemory memory = new OwnedMemory();
    private final Attempts refusals = new Attempts();
    private final Map<String, Standing> standing = new ConcurrentHashMap<>();

    /** What was in the way of the object of this name when it was last seen to. */
    private record Standing(String name, Hindrance hindrance) {}

    OwnedKeeper(OwnedKind kind, OwnedObjects objects, Pace pace, Clock clock) {
        this.kind = kind;
        this.objects = objects;
        this.statuses = new StatusFactory(clock);
        this.pace = pace;
        this.clock = clock;
    }

    /** What a pass leaves to be written, with what became of the object that it decides about. */
    Outcome keep(EncryptedKinesisStream owner, Outcome outcome, Sight sight, KubernetesClient client) {
        Decision decision = outcome.seen()
                .map(seen -> kind.decide(owner, seen, outcome.status()))
                .orElseGet(Decision.Keep::new);
        return keep(owner, outcome, decision, sight, client);
    }

    Outcome keep(
            EncryptedKinesisStream owner, Outcome outcome, Decision decision, Sight sight, KubernetesClient client) {
        Optional<String> wanted = kind.wanted(owner.getSpec());
        Set<String> recorded = recorded(outcome.status());
        if (wanted.isEmpty() && recorded.isEmpty()) {
            return outcome;
        }
        Step step = new Step(owner, client, outcome, wanted, recorded);
        if (wanted.isEmpty()) {
            step.leave();
        } else if (decision instanceof Decision.Withdraw withdraw) {
            step.withdraw(wanted.get(), withdraw.why());
        } else if (decision instanceof Decision.Publish publish) {
            step.publish(wanted.get(), publish.content(), sight);
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

    /** Others may be able to write a status: what is no name gets into no path of the API server's. */
    private Optional<String> told(EncryptedKinesisStreamStatus status) {
        return kind.told(status).filter(ObjectName::isOne);
    }

    private Set<String> recorded(EncryptedKinesisStreamStatus status) {
        return Stream.concat(kind.recorded(status).stream(), kind.told(status).stream())
                .filter(ObjectName::isOne)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is done for one owner in one pass. */
    private final class Step {

        private final EncryptedKinesisStream owner;
        private final KubernetesClient client;
        private final String uid;
        private final Outcome before;
        private final Optional<String> wanted;
        private final SortedSet<String> recorded;
        private final Optional<Standing> last;
        private final List<Occurrence> occurrences = new ArrayList<>();
        private Optional<String> present;
        private Duration next;
        private Optional<Hindrance> hindrance = Optional.empty();
        private boolean isPutOff;

        Step(
                EncryptedKinesisStream owner,
                KubernetesClient client,
                Outcome before,
                Optional<String> wanted,
                Set<String> recorded) {
            this.owner = owner;
            this.client = client;
            this.uid = owner.getMetadata().getUid();
            this.before = before;
            this.wanted = wanted;
            this.recorded = new TreeSet<>(recorded);
            this.last = Optional.ofNullable(standing.remove(uid));
            this.present = told(before.status());
            this.next = before.next();
        }

        void publish(String name, Content content, Sight sight) {
            boolean isTold = present.filter(name::equals).isPresent();
            List<String> others = others();
            if (isTold && others.isEmpty() && memory.holds(uid, name, Optional.of(content), clock.instant())) {
                return;
            }
            if (!recorded.contains(name)) {
                wait(name);
                if (owner.statusIsKnown()) {
                    // Else it cannot be recorded, and the next pass would end here again.
                    again(Duration.ZERO);
                }
                return;
            }
            if (!sight.lastsUntil(clock.instant())) {
                // Another process may lead since, and have withdrawn it from a stream in plaintext.
                wait(name);
                isPutOff = true;
                again(pace.afterRefusal(refusals.failed(uid)));
                return;
            }
            OwnedAnswer answer = objects.put(client, owner, name, content);
            switch (answer.deed()) {
                case CREATED, CHANGED, NOTHING -> {
                    memory.seen(uid, name, Optional.of(content), clock.instant());
                    // The former goes when the other is there, so that nobody is without; and is told of until it has
                    // gone.
                    others.forEach(former -> remove(former, kind.words().field() + " names " + name));
                    boolean isMoved =
                            present.filter(former -> !former.equals(name)).isEmpty();
                    if (isMoved && (!isTold || answer.deed() == OwnedAnswer.Deed.CREATED)) {
                        occurrences.add(0, kind.published(full(name)));
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
            others().forEach(former -> remove(former, why));
            boolean isTold = present.isPresent();
            if (isTold || !isSeenGone(name)) {
                remove(name, why);
            }
        }

        /** The owner wants none any more. An operator that writes none leaves what another has written. */
        void leave() {
            for (String name : others()) {
                OwnedAnswer answer = objects.remove(client, owner, name);
                if (answer.deed() == OwnedAnswer.Deed.DISABLED) {
                    gone(name);
                } else {
                    removed(name, kind.words().field() + " no longer names it", answer);
                }
            }
        }

        /** Those that are not wanted and may be there. */
        private List<String> others() {
            return recorded.stream()
                    .filter(name -> !isWanted(name) && !isSeenGone(name))
                    .toList();
        }

        private boolean isWanted(String name) {
            return wanted.filter(name::equals).isPresent();
        }

        private boolean isSeenGone(String name) {
            return memory.holds(uid, name, Optional.empty(), clock.instant());
        }

        private void remove(String name, String why) {
            removed(name, why, objects.remove(client, owner, name));
        }

        private void removed(String name, String why, OwnedAnswer answer) {
            switch (answer.deed()) {
                case REMOVED -> {
                    occurrences.add(kind.removed(full(name), why));
                    gone(name);
                }
                case NOTHING -> gone(name);
                case DISABLED, FORBIDDEN, FAILED -> hindered(name, answer);
                case CREATED, CHANGED, TAKEN -> throw new IllegalStateException("was to be removed: " + name);
            }
        }

        /** Nothing is done, so what stood in the way still does. */
        void wait(String name) {
            last.filter(former -> former.name().equals(name)).ifPresent(this::stand);
        }

        private void stand(Standing why) {
            standing.put(uid, why);
            hindrance = Optional.of(why.hindrance());
        }

        /** As far as this operator can tell. */
        private void gone(String name) {
            memory.seen(uid, name, Optional.empty(), clock.instant());
            present = present.filter(former -> !former.equals(name));
        }

        private void hindered(String name, OwnedAnswer answer) {
            memory.forget(uid, name);
            stand(new Standing(name, OwnedHindrances.of(kind.words(), full(name), answer)));
            // What somebody mends is noticed as soon as what is mended at AWS; a setting, by the restart.
            if (answer.deed() != OwnedAnswer.Deed.DISABLED) {
                again(pace.afterRefusal(refusals.failed(uid)));
            }
        }

        private void again(Duration after) {
            next = after.compareTo(next) < 0 ? after : next;
        }

        private String full(String name) {
            return owner.getMetadata().getNamespace() + "/" + name;
        }

        /** Only by a pass that has something to say: a status that is written stands for all that is in it. */
        private void record() {
            if (before.seen().isEmpty()) {
                return;
            }
            Instant now = clock.instant();
            wanted.ifPresent(name -> {
                memory.wanted(uid, name, now);
                recorded.add(name);
            });
            for (String name : List.copyOf(recorded)) {
                if (!isWanted(name) && !memory.mayStillAppear(uid, name, now) && isSeenGone(name)) {
                    recorded.remove(name);
                    memory.drop(uid, name);
                }
            }
        }

        Outcome outcome() {
            record();
            if (hindrance.isEmpty() && !isPutOff) {
                refusals.succeeded(uid);
            }
            EncryptedKinesisStreamStatus previous = owner.getStatus();
            EncryptedKinesisStreamStatus bound = kind.telling(before.status(), present, List.copyOf(recorded));
            EncryptedKinesisStreamStatus status = hindrance
                    .map(why -> statuses.hindered(previous, bound, why))
                    .orElse(bound);
            List<Occurrence> all = new ArrayList<>(before.occurrences());
            all.addAll(occurrences);
            if (!status.conditions().equals(bound.conditions())) {
                all.addAll(Occurrences.stalled(previous, status));
            }
            return new Outcome(status, all, next, before.seen());
        }
    }
}
