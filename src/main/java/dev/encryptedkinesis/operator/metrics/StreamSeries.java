package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.access.forecast.KmsForecast;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import dev.encryptedkinesis.operator.api.PreviousKeyStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Histories;
import dev.encryptedkinesis.operator.status.Times;
import dev.encryptedkinesis.operator.stream.Budget;
import dev.encryptedkinesis.operator.stream.StreamHistory.Spent;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the objects' status says, in numbers. It is read when Prometheus asks, from what the operator keeps of the objects
 * anyway: AWS is not asked, and of an object that is gone no series is left. Others may be able to write a status: what
 * is not of its form is passed over, and makes no series.
 */
final class StreamSeries implements Source {

    private final Supplier<Stream<EncryptedKinesisStream>> objects;
    private final Clock clock;

    StreamSeries(Supplier<Stream<EncryptedKinesisStream>> objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public void read(Readings into) {
        Instant now = clock.instant();
        objects.get().forEach(object -> read(object, now, into));
    }

    private static void read(EncryptedKinesisStream object, Instant now, Readings into) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        Times.parse(object.getMetadata().getDeletionTimestamp())
                .ifPresent(at -> into.add(Metric.STREAM_DELETION, at.getEpochSecond(), namespace, name));
        EncryptedKinesisStreamStatus status = object.getStatus();
        if (status == null) {
            return;
        }
        for (ConditionType type : ConditionType.values()) {
            ConditionList.find(status.conditions(), type)
                    .flatMap(StreamSeries::value)
                    .ifPresent(value -> into.add(Metric.STREAM_CONDITION, value, namespace, name, type.name()));
        }
        keyDeletion(status).ifPresent(at -> into.add(Metric.STREAM_KEY_DELETION, at.getEpochSecond(), namespace, name));
        if (status.streamARN() != null) {
            Spent spent = Histories.read(status).spent();
            into.add(Metric.STREAM_KEY_CHANGES_LEFT, left(Budget.KEY_CHANGES, spent, now), namespace, name);
            into.add(Metric.STREAM_RESHARDS_LEFT, left(Budget.RESHARDINGS, spent, now), namespace, name);
        }
        Optional.ofNullable(status.forecast())
                .flatMap(forecast -> KmsForecast.share(forecast.shareOfQuota()))
                .ifPresent(share -> into.add(Metric.STREAM_KMS_QUOTA_SHARE, share.doubleValue(), namespace, name));
    }

    private static int left(Budget budget, Spent spent, Instant now) {
        return budget.left(spent.on(budget), now);
    }

    private static Optional<Integer> value(Condition condition) {
        return switch (String.valueOf(condition.getStatus())) {
            case "True" -> Optional.of(1);
            case "False" -> Optional.of(0);
            case "Unknown" -> Optional.of(-1);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> keyDeletion(EncryptedKinesisStreamStatus status) {
        return Stream.ofNullable(status.encryption())
                .flatMap(StreamSeries::keyDeletions)
                .flatMap(date -> Times.parse(date).stream())
                .min(Comparator.naturalOrder());
    }

    private static Stream<String> keyDeletions(EncryptionStatus encryption) {
        return Stream.concat(
                Stream.ofNullable(encryption.keyDeletionDate()),
                encryption.previousKeys().stream()
                        .map(PreviousKeyStatus::keyDeletionDate)
                        .flatMap(Stream::ofNullable));
    }
}
