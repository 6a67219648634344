package dev.encryptedkinesis.operator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has been done to a stream, as far as AWS counts it or takes time to show it.
 *
 * @param last the last change that AWS accepted, tags apart: AWS may hide its effect for a while, and a tag that is put on
 *     twice does no harm
 * @param tagKeys keys of the tags that the spec, at some time, has put on the stream
 * @param encrypted since when the stream has been seen ACTIVE under its present key
 * @param attached what the spec, at some time, has attached to the stream
 * @param previousKeys keys that records in the stream still need besides the present one
 * @param progress how far what is wanted has been carried out
 */
public record StreamHistory(
        Optional<Change> last,
        Spent spent,
        Set<String> tagKeys,
        Attached attached,
        Optional<EncryptedSince> encrypted,
        List<PreviousKey> previousKeys,
        Progress progress) {

    public static final StreamHistory NONE = new StreamHistory(
            Optional.empty(), Spent.NOTHING, Set.of(), Attached.NOTHING, Optional.empty(), List.of(), Progress.NONE);

    /**
     * For how long a describe call may show the state before a change that AWS has accepted. AWS publishes no number;
     * repeating a change too early can cost a place in a budget, waiting too long costs these seconds, and only after
     * a change that somebody undid at once.
     */
    static final Duration EFFECT_VISIBLE_WITHIN = Duration.ofSeconds(15);

    /** How far our clock and that of AWS, which says when a stream was created, may be apart. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    /** @param description {@link StreamAction#description()} */
    public record Change(String description, Instant at) {}

    public record EncryptedSince(String keyArn, Instant at) {}

    /** When the changes that AWS counts were made. */
    public record Spent(List<Instant> keyChanges, List<Instant> reshardings, List<Instant> modeSwitches) {

        public static final Spent NOTHING = new Spent(List.of(), List.of(), List.of());

        public Spent {
            keyChanges = List.copyOf(keyChanges);
            reshardings = List.copyOf(reshardings);
            modeSwitches = List.copyOf(modeSwitches);
        }

        public List<Instant> on(Budget budget) {
            return switch (budget) {
                case KEY_CHANGES -> keyChanges;
                case RESHARDINGS -> reshardings;
                case MODE_SWITCHES -> modeSwitches;
            };
        }

        Spent plus(StreamAction action, Instant now) {
            if (action instanceof StreamAction.StartEncryption) {
                return new Spent(plus(keyChanges, now), reshardings, modeSwitches);
            }
            if (action instanceof StreamAction.Reshard) {
                return new Spent(keyChanges, plus(reshardings, now), modeSwitches);
            }
            if (action instanceof StreamAction.SwitchMode) {
                return new Spent(keyChanges, reshardings, plus(modeSwitches, now));
            }
            return this;
        }

        private static List<Instant> plus(List<Instant> times, Instant now) {
            List<Instant> counted = new ArrayList<>(
                    times.stream().filter(at -> Budget.counts(at, now)).toList());
            counted.add(now);
            return counted;
        }
    }

    /**
     * What is taken off again once the spec no longer has it, and stays ours until it is seen to be gone: what AWS was
     * asked to take off may be on still, whatever it answered.
     *
     * @param consumers names of the fan-out consumers that were registered
     * @param policy whether a resource policy was put on the stream
     */
    public record Attached(Set<String> consumers, boolean policy) {

        public static final Attached NOTHING = new Attached(Set.of(), false);

        public Attached {
            consumers = Set.copyOf(consumers);
        }

        Attached after(StreamAction action) {
            Set<String> names = new TreeSet<>(consumers);
            if (action instanceof StreamAction.RegisterConsumer register) {
                names.add(register.name());
            }
            return new Attached(names, policy || action instanceof StreamAction.PutPolicy);
        }

        Attached stillOn(Attachments seen) {
            Set<String> names = new TreeSet<>(consumers);
            seen.consumers()
                    .ifPresent(found -> names.retainAll(
                            found.stream().map(FanOutConsumer::name).toList()));
            boolean isSeenToBeGone =
                    seen.policy().filter(ResourcePolicy.NONE::equals).isPresent();
            return new Attached(names, policy && !isSeenToBeGone);
        }
    }

    public StreamHistory {
        tagKeys = Set.copyOf(tagKeys);
        previousKeys = List.copyOf(previousKeys);
    }

    /** The history after AWS has, or may have, carried out an action. A stream that is created begins a new one. */
    public StreamHistory after(StreamAction action, Instant now) {
        Optional<Change> change = isAboutTags(action) ? last : Optional.of(new Change(action.description(), now));
        if (action instanceof StreamAction.Create create) {
            return new StreamHistory(
                    change,
                    Spent.NOTHING,
                    specKeys(create.tags().keySet()),
                    Attached.NOTHING,
                    Optional.empty(),
                    List.of(),
                    progress);
        }
        Set<String> keys = new TreeSet<>(tagKeys);
        if (action instanceof StreamAction.AddTags add) {
            keys.addAll(specKeys(add.tags().keySet()));
        }
        return new StreamHistory(
                change, spent.plus(action, now), keys, attached.after(action), encrypted, previousKeys, progress);
    }

    /**
     * The history after AWS has said that it carried out an action. Tags are off before it says so, and no longer ours;
     * while no answer came, they may be on still. What AWS may not have carried out is no effort that somebody could undo.
     */
    public StreamHistory afterAcceptanceOf(StreamAction action, Instant now) {
        StreamHistory after = after(action, now);
        Set<String> keys = new TreeSet<>(after.tagKeys);
        if (action instanceof StreamAction.RemoveTags remove) {
            keys.removeAll(remove.keys());
        }
        return new StreamHistory(
                after.last,
                after.spent,
                keys,
                after.attached,
                after.encrypted,
                after.previousKeys,
                progress.after(action, now));
    }

    public StreamHistory with(Progress changed) {
        return new StreamHistory(last, spent, tagKeys, attached, encrypted, previousKeys, changed);
    }

    private static boolean isAboutTags(StreamAction action) {
        return action instanceof StreamAction.AddTags || action instanceof StreamAction.RemoveTags;
    }

    /** The history after the stream has been seen. */
    public StreamHistory after(StreamDescription seen, Optional<String> keyArn, Instant now) {
        StreamHistory own = ofStreamCreated(seen.createdAt());
        Optional<EncryptedSince> since = own.encryptedSince(seen, keyArn, now);
        return new StreamHistory(
                own.lastStillStanding(seen),
                own.spent,
                own.tagKeys,
                own.attached,
                since,
                own.stillNeeded(since, seen, now),
                own.progress);
    }

    /** The history after what is attached has been seen. A look soon after a change may show what was before it. */
    StreamHistory after(Attachments seen, Instant now) {
        return last.filter(change -> isFresh(change, now)).isPresent()
                ? this
                : new StreamHistory(last, spent, tagKeys, attached.stillOn(seen), encrypted, previousKeys, progress);
    }

    /** The history after AWS has said that there is no stream: what was done to one that is gone counts no more. */
    StreamHistory afterAbsence(Instant now) {
        boolean isAboutToShow = last.filter(change -> change.description().equals(StreamAction.Create.NAME))
                .filter(change -> isFresh(change, now))
                .isPresent();
        return isAboutToShow ? this : NONE.with(progress.onNewStream());
    }

    /** Without what can only be about an earlier stream of the same name. */
    private StreamHistory ofStreamCreated(Instant createdAt) {
        Instant earliest = createdAt.minus(CLOCK_TOLERANCE);
        Optional<EncryptedSince> own = encrypted.filter(since -> !since.at().isBefore(earliest));
        List<PreviousKey> ownKeys = previousKeys.stream()
                .filter(key -> !key.replacedAt().isBefore(earliest))
                .toList();
        boolean isOfEarlier =
                last.filter(change -> change.at().isBefore(earliest)).isPresent();
        return isOfEarlier ? NONE.with(own, ownKeys).with(progress.onNewStream()) : with(own, ownKeys);
    }

    private StreamHistory with(Optional<EncryptedSince> since, List<PreviousKey> keys) {
        return new StreamHistory(last, spent, tagKeys, attached, since, keys, progress);
    }

    /** A key change that was done, and that somebody has undone since, would else look like one under way. */
    private Optional<Change> lastStillStanding(StreamDescription seen) {
        boolean isUndone =
                lastWasKeyChange() && openKeyChange().isEmpty() && seen.keyId().isEmpty();
        return isUndone ? Optional.empty() : last;
    }

    private Optional<EncryptedSince> encryptedSince(StreamDescription seen, Optional<String> keyArn, Instant now) {
        if (seen.keyId().isEmpty()) {
            return Optional.empty();
        }
        boolean newlyActive = seen.state() == StreamState.ACTIVE
                && keyArn.isPresent()
                && encrypted
                        .map(EncryptedSince::keyArn)
                        .filter(keyArn.get()::equals)
                        .isEmpty();
        return newlyActive ? Optional.of(new EncryptedSince(keyArn.get(), now)) : encrypted;
    }

    private List<PreviousKey> stillNeeded(Optional<EncryptedSince> since, StreamDescription seen, Instant now) {
        return PreviousKey.after(
                previousKeys,
                encrypted.map(EncryptedSince::keyArn),
                since.map(EncryptedSince::keyArn),
                Duration.ofHours(seen.retentionHours()),
                now);
    }

    /** Whether AWS accepted this very action so recently that what is seen may be from before it. */
    boolean mayStillHide(StreamAction action, Instant now) {
        return last.filter(change -> change.description().equals(action.description()))
                .filter(change -> isFresh(change, now))
                .isPresent();
    }

    /** The last change, if it is a key change after which the stream has not been seen ACTIVE under a new key. */
    Optional<Change> openKeyChange() {
        return last.filter(change -> lastWasKeyChange())
                .filter(change -> encrypted
                        .filter(since -> since.at().isAfter(change.at()))
                        .isEmpty());
    }

    private boolean lastWasKeyChange() {
        return last.filter(change -> change.description().startsWith(StreamAction.StartEncryption.NAME))
                .isPresent();
    }

    private static boolean isFresh(Change change, Instant now) {
        return change.at().plus(EFFECT_VISIBLE_WITHIN).isAfter(now);
    }

    private static Set<String> specKeys(Set<String> keys) {
        Set<String> ofSpec = new TreeSet<>(keys);
        ofSpec.removeIf(key -> key.startsWith(Owner.TAG_PREFIX));
        return ofSpec;
    }
}
