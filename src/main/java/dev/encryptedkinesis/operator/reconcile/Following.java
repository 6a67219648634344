package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamSighting.Before;
import dev.encryptedkinesis.operator.stream.StreamState;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Follows streams that AWS is at by lists of all streams, so that each is described only when its state has changed. That AWS
 * is done with a change is acted upon, and said, when a description shows it: a list is a hint of when to look. One thing it
 * suffices for, as encryption is not to wait: a stream whose creation AWS accepted from this process, and that is ACTIVE, is as
 * it was created. A restart forgets all of this, and describes.
 */
final class Following {

    private final Gateways gateways;
    private final int worth;
    private final Map<Realm, Roster> rosters = new ConcurrentHashMap<>();
    private final Queue<ResourceID> news = new ConcurrentLinkedQueue<>();

    /** @param worth of how many streams in motion a list has to tell, to be worth its call */
    Following(Gateways gateways, int worth) {
        this.gateways = gateways;
        this.worth = worth;
    }

    /** The stream, if a list suffices: AWS is still at it, or has created it for us. */
    Optional<StreamDescription> asListed(DesiredStream desired, Instant now) {
        List<Followed> done = new ArrayList<>();
        Optional<StreamDescription> seen =
                roster(desired).look(desired.id().name(), desired.owner().uid(), now, done);
        done.stream()
                .map(Followed::owner)
                .map(owner -> new ResourceID(owner.name(), owner.namespace()))
                .forEach(news::add);
        return seen;
    }

    void described(DesiredStream desired, StreamDescription seen, Instant now) {
        roster(desired).change(desired.id().name(), desired.owner().uid(), followed -> followed.described(seen, now));
    }

    /** Takes in what a pass showed and began. */
    void ended(Turn turn) {
        DesiredStream desired = turn.assessment().desired();
        Roster roster = roster(desired);
        String name = desired.id().name();
        Owner owner = desired.owner();
        Instant now = turn.assessment().now();
        Optional<StreamDescription> seen = turn.assessment().present().map(Present::description);
        Optional<Before> begun = turn.accepted().flatMap(action -> begun(action, seen));
        if (begun.isPresent()) {
            roster.follow(name, Followed.changed(owner, begun.get(), now));
        } else if (seen.filter(stream -> stream.state() != StreamState.ACTIVE).isPresent()) {
            if (seen.filter(Following::mayTakeAnotherKey).isEmpty()
                    && roster.find(name, owner.uid()).isEmpty()) {
                roster.follow(name, Followed.changed(owner, new Before.Described(seen.get()), now));
            }
        } else if (!isAboutToShow(turn)) {
            roster.leave(name, owner.uid());
        }
    }

    /** Whether the list has shown that AWS is done, and the description did not yet. */
    boolean isAheadOf(Turn turn) {
        DesiredStream desired = turn.assessment().desired();
        return roster(desired)
                .find(desired.id().name(), desired.owner().uid())
                .filter(Followed::isDone)
                .isPresent();
    }

    /** Empty if AWS does it at once. */
    private static Optional<Before> begun(StreamAction action, Optional<StreamDescription> seen) {
        if (action instanceof StreamAction.Create create) {
            return Optional.of(new Before.Created(create.capacity()));
        }
        boolean isDoneAtOnce = action instanceof StreamAction.AddTags
                || action instanceof StreamAction.RemoveTags
                || AttachmentMemory.concerns(action);
        return isDoneAtOnce ? Optional.empty() : seen.map(Before.Described::new);
    }

    /** What another one has begun, be it a process that ended: lists do not tell under which key a stream is, nor whether it changes. */
    private static boolean mayTakeAnotherKey(StreamDescription seen) {
        return seen.state() == StreamState.UPDATING && seen.keyId().isPresent();
    }

    private static boolean isAboutToShow(Turn turn) {
        return turn.step() instanceof NextStep.Wait wait && wait.what() == NextStep.For.EFFECT;
    }

    void forget(String uid) {
        rosters.values().forEach(roster -> roster.forget(uid));
    }

    /** The objects whose streams AWS was seen to be done with since this was last asked. */
    List<ResourceID> news() {
        List<ResourceID> taken = new ArrayList<>();
        for (ResourceID next = news.poll(); next != null; next = news.poll()) {
            taken.add(next);
        }
        return taken;
    }

    private Roster roster(DesiredStream desired) {
        return rosters.computeIfAbsent(desired.id().realm().forAll(), realm -> new Roster(realm, gateways, worth));
    }
}
