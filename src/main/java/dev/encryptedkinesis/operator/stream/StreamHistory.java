package dev.encryptedkinesis.operator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has been done to a stream, as far as AWS counts it or takes time to show it.
 *
 * @param last the last change that AWS accepted, tags apart: AWS may hide its effect for a while, and a tag that is put on
 *     twice does no harm
 * @param encrypted since when the stream has been seen ACTIVE under its present key
 * @param attached what the spec, at some time, has attached to the stream
 * @param previousKeys keys that records in the stream still need besides the present one
 * @param progress how far what is wanted has been carried out
 */
public record StreamHistory(
        Optional<Change> last,
        Spent spent,
        Tagged tagged,
        Attached attached,
        Optional<EncryptedSince> encrypted,
        List<PreviousKey> previousKeys,
        Progress progress) {

    public static final StreamHistory NONE = new StreamHistory(
            Optional.empty(),
            Spent.NOTHING,
            Tagged.NOTHING,
            Attached.NOTHING,
            Optional.empty(),
            List.of(),
            Progress.NONE);

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

    public StreamHistory {
        previousKeys = List.copyOf(previousKeys);
    }

    /** The history after AWS has, or may have, carried out an action. A stream that is created begins a new one. */
    public StreamHistory after(StreamAction action, Instant now) {
        Optional<Change> change = isAboutTags(action) ? last : Optional.of(new Change(action.description(), now));
        if (action instanceof StreamAction.Create create) {
            return new StreamHistory(
                    change,
                    Spent.NOTHING,
                    tagged.after(create, now),
                    Attached.NOTHING,
                    Optional.empty(),
                    List.of(),
                    progress);
        }
        return new StreamHistory(
                change,
                spent.plus(action, now),
                tagged.after(action, now),
                attached.after(action),
                encrypted,
                previousKeys,
                progress);
    }

    /**
     * The history after AWS has said that it carried out an action. What it may not have carried out is no effort that
     * somebody could have undone.
     */
    public StreamHistory afterAcceptanceOf(StreamAction action, Instant now) {
        StreamHistory after = after(action, now);
        return new StreamHistory(
                after.last,
                after.spent,
                tagged.afterAcceptanceOf(action, now),
                after.attached,
                after.encrypted,
                after.previousKeys,
                progress.after(action, now));
    }

    public StreamHistory with(Progress changed) {
        return new StreamHistory(last, spent, tagged, attached, encrypted, previousKeys, changed);
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
                own.tagged,
                own.attached,
                since,
                own.stillNeeded(since, seen, now),
                own.progress);
    }

    /** The history after tags and attachments have been seen. A look soon after a change may show what was before it. */
    StreamHistory after(Map<String, String> tags, Attachments attachments, Instant now) {
        return new StreamHistory(
                last,
                spent,
                mayHideTags(now) ? tagged : tagged.stillOn(tags),
                mayHideAttachments(now) ? attached : attached.stillOn(attachments),
                encrypted,
                previousKeys,
                progress);
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
        return new StreamHistory(last, spent, tagged, attached, since, keys, progress);
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

    /** Whether a listing of the tags may be from before a change of ours. */
    public boolean mayHideTags(Instant now) {
        return tagged.last().filter(change -> isFresh(change, now)).isPresent();
    }

    /** Whether what is attached may be from before a change of ours. */
    public boolean mayHideAttachments(Instant now) {
        return last.filter(change -> isFresh(change, now)).isPresent();
    }

    /**
     * A change so recent that what is seen may be from before it, and that was not made for the spec as it is: that all
     * looks as asked is no proof then.
     */
    Optional<Change> recentForAnotherSpec(Instant now) {
        return Stream.of(last, tagged.last())
                .flatMap(Optional::stream)
                .filter(change -> isFresh(change, now))
                .filter(change -> !progress.hasMade(change))
                .findFirst();
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

    /** What the future is said to have brought is garbage. */
    private static boolean isFresh(Change change, Instant now) {
        return Duration.between(change.at(), now).abs().compareTo(EFFECT_VISIBLE_WITHIN) < 0;
    }
}
