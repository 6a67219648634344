package dev.encryptedkinesis.operator.chaos;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lets go wrong what is planned, and has the objects edited meanwhile, until all is over and every object Ready. */
final class Chaos {

    private static final Duration AT_MOST = Duration.ofMinutes(30);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);

    private final Story story;
    private final Fleet fleet;
    private final List<Replica> replicas;
    private final Saboteur saboteur;
    private final Deque<Plan.Item> toBegin;
    private final Map<Plan.Item, Saboteur.Remedy> toEnd = new HashMap<>();
    private final Deque<Edit> toEdit;
    private CompletableFuture<Look> looking;
    private Optional<Long> ready = Optional.empty();
    private Optional<Long> told = Optional.empty();
    private Duration toldAt = Duration.ZERO;

    /** @param at from the beginning */
    record Edit(Duration at, Wish wish) {}

    /** @param ready how many are; empty: nobody knows */
    private record Look(List<Edit> made, Optional<LeaseSpec> lease, Optional<Long> ready) {}

    /** @param edits in the order of their times */
    Chaos(Story story, Fleet fleet, List<Replica> replicas, Saboteur saboteur, Plan plan, List<Edit> edits) {
        this.story = story;
        this.fleet = fleet;
        this.replicas = replicas;
        this.saboteur = saboteur;
        this.toBegin = new ArrayDeque<>(plan.troubles());
        this.toEdit = new ArrayDeque<>(edits);
        this.looking = CompletableFuture.completedFuture(new Look(List.of(), Optional.empty(), Optional.empty()));
    }

    /** @throws org.awaitility.core.ConditionTimeoutException if not all objects become Ready */
    void rage(long streams) {
        await().pollInterval(Duration.ofMillis(500)).atMost(AT_MOST).until(() -> {
            goOn();
            return toBegin.isEmpty() && toEnd.isEmpty() && toEdit.isEmpty() && ready.equals(Optional.of(streams));
        });
    }

    private void goOn() {
        try {
            endWhatIsOver();
            beginWhatIsDue();
            for (Replica replica : replicas) {
                if (replica.keepUp()) {
                    story.tell(replica.name() + " has ended by itself, and is started again");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (looking.isDone()) {
            take(looking.join());
            List<Edit> due = toEdit.stream().filter(this::isDue).toList();
            looking = CompletableFuture.supplyAsync(() -> look(due));
        }
    }

    /** What the API server says takes as long as it takes, while other things go on. */
    private Look look(List<Edit> due) {
        List<Edit> made =
                due.stream().takeWhile(edit -> fleet.edit(edit.wish())).toList();
        return new Look(
                made,
                fleet.lease(),
                fleet.objects()
                        .map(objects -> objects.stream().filter(Judge::isReady).count()));
    }

    private void take(Look look) {
        look.made().forEach(toEdit::remove);
        look.lease().ifPresent(story::sees);
        boolean isNews = look.ready().isPresent() != ready.isPresent()
                || story.elapsed().minus(BETWEEN_COUNTS).compareTo(toldAt) > 0;
        if (isNews && !look.ready().equals(told)) {
            toldAt = story.elapsed();
            told = look.ready();
            story.tell(look.ready().map(count -> "Ready: " + count).orElse("kube-apiserver does not answer"));
        }
        ready = look.ready();
    }

    private void endWhatIsOver() throws IOException {
        for (Plan.Item item : List.copyOf(toEnd.keySet())) {
            if (story.elapsed().compareTo(item.end()) >= 0) {
                toEnd.remove(item).apply();
                story.tell("over: " + item.trouble().words());
            }
        }
    }

    private void beginWhatIsDue() throws IOException {
        while (!toBegin.isEmpty() && story.elapsed().compareTo(toBegin.peek().at()) >= 0) {
            Plan.Item item = toBegin.remove();
            story.tell("%s, for %d s"
                    .formatted(item.trouble().words(), item.lasts().toSeconds()));
            if (item.trouble().takesTheLeader()) {
                story.leaderGoes();
            }
            toEnd.put(item, saboteur.begin(item.trouble()));
        }
    }

    private boolean isDue(Edit edit) {
        return story.elapsed().compareTo(edit.at()) >= 0;
    }
}
