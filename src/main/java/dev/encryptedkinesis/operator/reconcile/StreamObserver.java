package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.push.Hint;
import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.Aside;
import dev.encryptedkinesis.operator.stream.AttachmentDeviations;
import dev.encryptedkinesis.operator.stream.Attachments;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.Observation;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.Ownership;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import dev.encryptedkinesis.operator.stream.StreamState;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the stream and its key, with as few calls as will do. */
final class StreamObserver {

    /**
     * How often a steady stream is asked for something that its description does not have. Tags, consumers and policy take
     * turns, so that who wants all three is asked for each of them every three hours, and costs AWS no more than the others.
     */
    static final Duration ASIDE = Duration.ofHours(1);

    private final Gateways gateways;
    private final KeyMemory keys;
    private final Following following;
    private final SettlingLooks settling = new SettlingLooks();
    private final TagMemory tags = new TagMemory();
    private final AttachmentMemory attachments = new AttachmentMemory();
    private final Clock clock;

    /** @param worthAList see {@link Following} */
    StreamObserver(Gateways gateways, int worthAList, Clock clock) {
        this.gateways = gateways;
        this.following = new Following(gateways, worthAList);
        this.keys = new KeyMemory(gateways);
        this.clock = clock;
    }

    /**
     * @param wanted what KMS says of the wanted key
     * @throws dev.encryptedkinesis.operator.stream.FailureException if AWS does not say how the stream is
     */
    Observation look(DesiredStream desired, KeyLookup wanted, Claims claims, StreamHistory history) {
        if (claims.older().isPresent()) {
            return new Observation(new ObservedStream.Unseen(), new KeyLookup.NotAsked(), Optional.empty(), claims);
        }
        gateways.streams(desired.id().realm()).reserve(notRemembered(desired, history));
        Optional<StreamDescription> seen = describe(desired);
        ObservedStream stream = observed(desired, seen, claims, history);
        return new Observation(
                stream,
                wanted,
                seen.flatMap(StreamDescription::keyId).map(keyId -> currentKey(desired, keyId, wanted)),
                claims,
                previousKeys(desired, history));
    }

    /**
     * What a look at a steady stream is going to ask for beside the description, as far as that can be known before. After a restart,
     * all streams wait for it. One that is still on its way does not wait for what may not matter yet.
     */
    private Set<Aside> notRemembered(DesiredStream desired, StreamHistory history) {
        Set<Aside> asides = EnumSet.noneOf(Aside.class);
        if (history.encrypted().isEmpty()) {
            return asides;
        }
        Instant now = clock.instant();
        Duration goodFor = goodFor(desired, history);
        if (!tags.hasFresh(desired.id(), goodFor, now)) {
            asides.add(Aside.TAGS);
        }
        if (!attachments.hasFresh(desired.id(), goodFor, now)) {
            if (AttachmentDeviations.concernConsumers(desired, history)) {
                asides.add(Aside.CONSUMERS);
            }
            if (AttachmentDeviations.concernPolicy(desired, history)) {
                asides.add(Aside.POLICY);
            }
        }
        return asides;
    }

    /** For a stream that nobody has looked at and that the spec wants created: the key is all that matters. */
    static Observation firstLook(KeyLookup wanted) {
        return new Observation(new ObservedStream.Unseen(), wanted, Optional.empty(), Claims.NONE);
    }

    /** Looks at the stream alone, for one that is to go: its key does not matter any more. */
    Observation lastLook(DesiredStream desired, Claims claims, StreamHistory history) {
        return new Observation(
                observed(desired, describe(desired), claims, history),
                new KeyLookup.NotAsked(),
                Optional.empty(),
                claims);
    }

    void accepted(DesiredStream desired, StreamAction action) {
        tags.accepted(desired.id(), desired.owner().uid(), action, clock.instant());
        attachments.attempted(desired.id(), desired.owner().uid(), action, clock.instant());
    }

    /** Forgets what a failure to carry out an action puts in doubt. */
    void failed(DesiredStream desired, StreamAction action, Failure failure) {
        attachments.attempted(desired.id(), desired.owner().uid(), action, clock.instant());
        switch (failure.kind()) {
            case KEY_DISABLED, KEY_IN_INVALID_STATE, KEY_ACCESS_DENIED, KEY_NOT_FOUND ->
                keys.forget(desired.id().realm(), desired.key().id());
            case AMBIGUOUS -> tags.forget(desired.id());
            case TRANSIENT,
                    THROTTLED,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    DENIED,
                    CREDENTIALS_UNUSABLE,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    NOT_FOUND,
                    ALREADY_EXISTS -> {}
        }
    }

    /** Forgets of an object's stream what may have been changed: the next look asks. */
    void doubt(String uid, Hint hint) {
        if (hint instanceof Hint.Key key) {
            keys.doubt(key.region(), key.resource());
            return;
        }
        switch (((Hint.Stream) hint).aspect()) {
            case DESCRIPTION -> settling.forget(uid);
            case ATTACHMENTS -> {
                tags.forgetAllOf(uid);
                attachments.doubt(uid);
            }
        }
    }

    void forget(String uid) {
        tags.forgetAllOf(uid);
        attachments.forgetAllOf(uid);
        following.forget(uid);
        settling.forget(uid);
    }

    private Optional<StreamDescription> describe(DesiredStream desired) {
        Instant now = clock.instant();
        Optional<StreamDescription> known =
                settling.recall(desired.owner().uid(), now).or(() -> following.asListed(desired, now));
        if (known.isPresent()) {
            return known;
        }
        Optional<StreamDescription> seen =
                gateways.streams(desired.id().realm()).describe(desired.id().name());
        seen.ifPresent(description -> following.described(desired, description, now));
        return seen;
    }

    /** Takes in what a pass showed and began. */
    void ended(Turn turn) {
        following.ended(turn);
        settling.ended(turn);
    }

    /** Whether AWS has shown elsewhere that it is done with what the pass saw it at. */
    boolean isAheadOf(Turn turn) {
        return following.isAheadOf(turn);
    }

    List<ResourceID> news() {
        return following.news();
    }

    private ObservedStream observed(
            DesiredStream desired, Optional<StreamDescription> seen, Claims claims, StreamHistory history) {
        return seen.<ObservedStream>map(description -> present(desired, description, claims, history))
                .orElseGet(ObservedStream.Missing::new);
    }

    private ObservedStream.Present present(
            DesiredStream desired, StreamDescription description, Claims claims, StreamHistory history) {
        Map<String, String> all = tags(desired, description, history);
        Ownership ownership = Ownership.of(all, desired.owner(), claims);
        boolean matters = desired.mayOnlyObserve()
                || ownership instanceof Ownership.Ours
                || ownership.mayBeAdopted() && desired.policies().adoption() != Adoption.CREATE_ONLY;
        return new ObservedStream.Present(
                description, all, matters ? attachments(desired, description, history) : Attachments.NOT_ASKED);
    }

    /** Asked for only where something may be to do, and while the stream is in motion nothing is. */
    private Attachments attachments(DesiredStream desired, StreamDescription description, StreamHistory history) {
        boolean consumers = AttachmentDeviations.concernConsumers(desired, history);
        boolean policy = AttachmentDeviations.concernPolicy(desired, history);
        if (!consumers && !policy) {
            return Attachments.NOT_ASKED;
        }
        Instant now = clock.instant();
        String uid = desired.owner().uid();
        Optional<Attachments> known = attachments
                .recall(desired.id(), description, goodFor(desired, history), now)
                .filter(remembered -> AttachmentDeviations.of(desired, history, description.arn(), remembered)
                        .isEmpty());
        if (known.isPresent() || description.state() != StreamState.ACTIVE) {
            return known.orElse(Attachments.NOT_ASKED);
        }
        StreamGateway gateway = gateways.streams(desired.id().realm());
        Attachments seen = new Attachments(
                consumers ? Optional.of(gateway.consumers(description.arn())) : Optional.empty(),
                policy ? Optional.of(PolicyDocuments.found(gateway.policy(description.arn()))) : Optional.empty());
        if (!history.mayHideAttachments(now)) {
            attachments.seen(desired.id(), uid, description, seen, now);
        }
        return seen;
    }

    private Map<String, KeyLookup> previousKeys(DesiredStream desired, StreamHistory history) {
        Instant now = clock.instant();
        return history.previousKeys().stream()
                .filter(key -> key.neededUntil().isAfter(now))
                .collect(Collectors.toMap(
                        PreviousKey::keyArn, key -> keys.look(desired.id().realm(), key.keyArn(), now)));
    }

    private static Duration goodFor(DesiredStream desired, StreamHistory history) {
        long attachments = Stream.of(
                        AttachmentDeviations.concernConsumers(desired, history),
                        AttachmentDeviations.concernPolicy(desired, history))
                .filter(concerns -> concerns)
                .count();
        return ASIDE.multipliedBy(1 + attachments);
    }

    private Map<String, String> tags(DesiredStream desired, StreamDescription description, StreamHistory history) {
        Instant now = clock.instant();
        String uid = desired.owner().uid();
        return tags.recall(desired.id(), description, goodFor(desired, history), now)
                .orElseGet(() -> {
                    Map<String, String> listed = gateways.streams(desired.id().realm())
                            .tags(desired.id().name());
                    if (!history.mayHideTags(now)) {
                        tags.listed(desired.id(), uid, description, listed, now);
                    }
                    return listed;
                });
    }

    /** What KMS says of the wanted key. Nobody asks for an object whose stream is for another. */
    KeyLookup wantedKey(DesiredStream desired, Claims claims) {
        if (claims.older().isPresent()) {
            return new KeyLookup.NotAsked();
        }
        if (desired.key().unresolved().isPresent()) {
            return new KeyLookup.Unresolved(desired.key().unresolved().get());
        }
        String region = desired.id().region();
        Optional<String> otherRegion = desired.key().region().filter(named -> !named.equals(region));
        return otherRegion
                .<KeyLookup>map(KeyLookup.InOtherRegion::new)
                .orElseGet(() -> keys.look(desired.id().realm(), desired.key().id(), clock.instant()));
    }

    private KeyLookup currentKey(DesiredStream desired, String keyId, KeyLookup wanted) {
        boolean isWanted = keyId.equals(desired.key().id())
                || wanted.known().map(KeyFacts::arn).filter(keyId::equals).isPresent();
        return isWanted ? wanted : keys.look(desired.id().realm(), keyId, clock.instant());
    }
}
