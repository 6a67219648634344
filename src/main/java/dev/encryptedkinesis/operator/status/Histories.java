package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.api.ChangeEffort;
import dev.encryptedkinesis.operator.api.ChangeHistory;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.ShardWay;
import dev.encryptedkinesis.operator.stream.Attached;
import dev.encryptedkinesis.operator.stream.Effort;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.Progress;
import dev.encryptedkinesis.operator.stream.Resharding;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import dev.encryptedkinesis.operator.stream.StreamHistory.Change;
import dev.encryptedkinesis.operator.stream.StreamHistory.EncryptedSince;
import dev.encryptedkinesis.operator.stream.StreamHistory.Spent;
import dev.encryptedkinesis.operator.stream.Tagged;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The history of a stream, as the status keeps it. */
public final class Histories {

    private Histories() {}

    /**
     * What a status remembers of the stream, and of what was done for this generation of the spec.
     *
     * @param generation null: of an object that was never stored
     */
    public static StreamHistory read(EncryptedKinesisStreamStatus status, Long generation) {
        StreamHistory history = read(status);
        return Objects.equals(status.observedGeneration(), generation)
                ? history
                : history.with(history.progress().forNewSpec());
    }

    /** What a status remembers. What is not readable there is as if it had not been. */
    public static StreamHistory read(EncryptedKinesisStreamStatus status) {
        ChangeHistory changes = Optional.ofNullable(status.changes()).orElse(ChangeHistory.NONE);
        Spent spent = new Spent(read(changes.keyChanges()), read(changes.reshardings()), read(changes.modeSwitches()));
        Optional<EncryptedSince> encrypted = Optional.ofNullable(status.encryption())
                .filter(encryption -> encryption.keyARN() != null)
                .flatMap(Histories::since);
        return new StreamHistory(
                change(changes.last(), changes.lastAt()),
                spent,
                new Tagged(Set.copyOf(changes.tagKeys()), change(changes.lastTags(), changes.lastTagsAt())),
                attached(changes),
                encrypted,
                previousKeys(status),
                new Progress(efforts(changes), resharding(changes)));
    }

    private static Optional<Change> change(String description, String at) {
        return Optional.ofNullable(description).flatMap(what -> Times.parse(at).map(when -> new Change(what, when)));
    }

    private static List<Effort> efforts(ChangeHistory changes) {
        return changes.efforts().stream()
                .filter(effort -> effort.change() != null && effort.times() != null && effort.times() > 0)
                .flatMap(effort ->
                        Times.parse(effort.lastAt())
                                .map(at -> new Effort(effort.change(), effort.times(), at))
                                .stream())
                .toList();
    }

    private static Optional<Resharding> resharding(ChangeHistory changes) {
        return Optional.ofNullable(changes.resharding())
                .filter(way -> isNumberOfShards(way.from()) && isNumberOfShards(way.to()))
                .flatMap(way -> Times.parse(way.begunAt()).map(at -> new Resharding(way.from(), way.to(), at)));
    }

    private static boolean isNumberOfShards(Integer number) {
        return number != null && number > 0;
    }

    private static List<PreviousKey> previousKeys(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.encryption()).map(EncryptionStatus::previousKeys).orElse(List.of()).stream()
                .flatMap(key -> Times.parse(key.replacedAt())
                        .flatMap(replaced -> Times.parse(key.neededUntil())
                                .map(until -> new PreviousKey(key.keyARN(), replaced, until)))
                        .stream())
                .filter(key -> key.keyArn() != null)
                .toList();
    }

    private static Attached attached(ChangeHistory changes) {
        return new Attached(Set.copyOf(changes.consumers()), Boolean.TRUE.equals(changes.resourcePolicy()));
    }

    private static Optional<EncryptedSince> since(EncryptionStatus encryption) {
        return Times.parse(encryption.since()).map(at -> new EncryptedSince(encryption.keyARN(), at));
    }

    /** Null if there is nothing to remember. */
    static ChangeHistory write(StreamHistory history) {
        ChangeHistory changes = new ChangeHistory(
                history.last().map(Change::description).orElse(null),
                history.last().map(Change::at).map(Times::milliseconds).orElse(null),
                write(history.spent().keyChanges()),
                write(history.spent().reshardings()),
                write(history.spent().modeSwitches()),
                history.tagged().last().map(Change::description).orElse(null),
                history.tagged().last().map(Change::at).map(Times::milliseconds).orElse(null),
                history.tagged().keys().stream().sorted().toList(),
                history.attached().consumers().stream().sorted().toList(),
                history.attached().policy() ? Boolean.TRUE : null,
                history.progress().efforts().stream()
                        .map(effort ->
                                new ChangeEffort(effort.change(), effort.times(), Times.milliseconds(effort.lastAt())))
                        .toList(),
                history.progress()
                        .resharding()
                        .map(way -> new ShardWay(way.from(), way.to(), Times.milliseconds(way.begunAt())))
                        .orElse(null));
        return changes.equals(ChangeHistory.NONE) ? null : changes;
    }

    private static List<Instant> read(List<String> times) {
        return times.stream().map(Times::parse).flatMap(Optional::stream).toList();
    }

    private static List<String> write(List<Instant> times) {
        return times.stream().map(Times::milliseconds).toList();
    }
}
