package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.AdoptionPolicy;
import dev.encryptedkinesis.operator.api.DeletionPolicy;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.api.ManagementPolicy;
import dev.encryptedkinesis.operator.api.ObjectName;
import dev.encryptedkinesis.operator.api.ShardLevelMetric;
import dev.encryptedkinesis.operator.api.StreamMode;
import dev.encryptedkinesis.operator.stream.Capacity;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.Policies;
import dev.encryptedkinesis.operator.stream.Policies.Adoption;
import dev.encryptedkinesis.operator.stream.Policies.Deletion;
import dev.encryptedkinesis.operator.stream.Policies.Management;
import dev.encryptedkinesis.operator.stream.Retention;
import dev.encryptedkinesis.operator.stream.ShardMetrics;
import dev.encryptedkinesis.operator.stream.StreamId;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import dev.encryptedkinesis.operator.stream.WantedKey;
import dev.encryptedkinesis.operator.stream.WantedSettings;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what an object wants. The API server has checked the spec against the schema that is installed, which may be of
 * another version than this operator: so nothing is taken on trust, and what is not understood is said.
 */
public final class SpecMapper {

    private final String cluster;
    private final String defaultRegion;

    /**
     * @param cluster stable id of the Kubernetes cluster
     * @param defaultRegion for objects that name no Region
     */
    public SpecMapper(String cluster, String defaultRegion) {
        this.cluster = cluster;
        this.defaultRegion = defaultRegion;
    }

    /** @throws InvalidSpecException with a message for the object's author */
    public DesiredStream map(EncryptedKinesisStream object) {
        object.unreadable().ifPresent(what -> {
            throw new InvalidSpecException(what
                    + ". Mend the object, or the CustomResourceDefinition if it is of another version than the operator;"
                    + " until then, nothing is done at AWS for this object.");
        });
        EncryptedKinesisStreamSpec spec = Optional.ofNullable(object.getSpec())
                .orElseThrow(() -> new InvalidSpecException("spec is missing: say at least shards and key."));
        ObjectMeta metadata = object.getMetadata();
        checkBinding(spec);
        return new DesiredStream(
                id(metadata, spec),
                new Owner(cluster, metadata.getNamespace(), metadata.getName(), metadata.getUid()),
                capacity(spec),
                settings(spec),
                key(object),
                tags(spec),
                new Policies(adoption(spec), deletion(spec), management(object)));
    }

    /** Empty if it says nothing that can be followed. */
    Optional<DesiredStream> mapIfValid(EncryptedKinesisStream object) {
        try {
            return Optional.of(map(object));
        } catch (InvalidSpecException namesNoStream) {
            return Optional.empty();
        }
    }

    /** Which stream an object names. */
    private StreamId id(ObjectMeta metadata, EncryptedKinesisStreamSpec spec) {
        return new StreamId(
                Optional.ofNullable(spec.region()).orElse(defaultRegion),
                Optional.ofNullable(spec.streamName()).orElse(metadata.getName()));
    }

    private static Capacity capacity(EncryptedKinesisStreamSpec spec) {
        return switch (choice(StreamMode.class, "mode", spec.mode(), StreamMode.Provisioned)) {
            case OnDemand -> new Capacity.OnDemand(Optional.ofNullable(spec.warmThroughputMiBps()));
            case Provisioned ->
                new Capacity.Provisioned(Optional.ofNullable(spec.shards())
                        .filter(shards -> shards >= 1)
                        .orElseThrow(() -> new InvalidSpecException("mode Provisioned needs shards, at least 1.")));
        };
    }

    private static WantedSettings settings(EncryptedKinesisStreamSpec spec) {
        return new WantedSettings(
                retention(spec),
                Optional.ofNullable(spec.maxRecordSizeKiB()),
                metrics(spec),
                Set.copyOf(named("fanOutConsumers", spec.fanOutConsumers()).orElse(List.of())),
                Optional.ofNullable(spec.resourcePolicy()).map(PolicyDocuments::wanted));
    }

    private static Optional<ShardMetrics> metrics(EncryptedKinesisStreamSpec spec) {
        return named("shardLevelMetrics", spec.shardLevelMetrics())
                .map(names -> new ShardMetrics(names.stream()
                        .map(name -> choice(ShardLevelMetric.class, "shardLevelMetrics", name, ShardLevelMetric.ALL))
                        .map(Enum::name)
                        .collect(Collectors.toSet())));
    }

    private static Optional<List<String>> named(String field, List<String> names) {
        if (names != null && names.stream().anyMatch(Objects::isNull)) {
            throw new InvalidSpecException(field + " has an entry without a name: take it out.");
        }
        return Optional.ofNullable(names);
    }

    private static Optional<Retention> retention(EncryptedKinesisStreamSpec spec) {
        Retention.OnDecrease onDecrease = Boolean.TRUE.equals(spec.allowRetentionDecrease())
                ? Retention.OnDecrease.DISCARD_RECORDS
                : Retention.OnDecrease.REFUSE;
        return Optional.ofNullable(spec.retentionHours()).map(hours -> new Retention(hours, onDecrease));
    }

    /** One that another object names is unresolved: {@link KeyReferences} looks into that object. */
    private static WantedKey key(EncryptedKinesisStream object) {
        KeySelector key = object.getSpec().key();
        if (key == null
                || Stream.of(key.id(), key.awsManaged(), key.ref())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            throw new InvalidSpecException(
                    "key names no key, or one that this version of the operator does not know how to"
                            + " find: set exactly one of key.id, key.awsManaged and key.ref.");
        }
        if (key.ref() == null) {
            return key.awsManaged() == null ? new WantedKey(key.id()) : WantedKey.AWS_MANAGED;
        }
        KeyTarget target = KeyTarget.of(object)
                .orElseThrow(() -> new InvalidSpecException(
                        "key.ref names an object that this version of the operator does not know how to look into."
                                + " It knows: %s."
                                        .formatted(Arrays.stream(KeyReferenceKind.values())
                                                .map(kind -> kind.kind() + " of " + kind.apiVersion())
                                                .collect(Collectors.joining(", ")))));
        return target.unresolved(
                UnresolvedKey.Cause.NOT_READY, target.place() + " is to name the key, and has not been looked into.");
    }

    private static Map<String, String> tags(EncryptedKinesisStreamSpec spec) {
        Map<String, String> tags = Optional.ofNullable(spec.tags()).orElse(Map.of());
        if (tags.values().stream().anyMatch(Objects::isNull)) {
            throw new InvalidSpecException("tags has a tag without a value: give it one, which may be empty.");
        }
        return tags;
    }

    /** The Secret is no part of the stream; but a name that is none must not get into a path of the API server's. */
    private static void checkBinding(EncryptedKinesisStreamSpec spec) {
        boolean isNone = Optional.ofNullable(spec.binding())
                .filter(binding -> binding.secretName() == null || !ObjectName.isOne(binding.secretName()))
                .isPresent();
        if (isNone) {
            throw new InvalidSpecException("binding.secretName is not the name of a Secret: lower-case letters, digits,"
                    + " '-' and '.', at most 253.");
        }
    }

    private static Adoption adoption(EncryptedKinesisStreamSpec spec) {
        return switch (choice(
                AdoptionPolicy.class, "adoptionPolicy", spec.adoptionPolicy(), AdoptionPolicy.CreateOnly)) {
            case CreateOnly -> Adoption.CREATE_ONLY;
            case AdoptOrCreate -> Adoption.ADOPT_OR_CREATE;
            case AdoptOnly -> Adoption.ADOPT_ONLY;
        };
    }

    private static Deletion deletion(EncryptedKinesisStreamSpec spec) {
        return switch (choice(DeletionPolicy.class, "deletionPolicy", spec.deletionPolicy(), DeletionPolicy.Retain)) {
            case Retain -> Deletion.RETAIN;
            case Delete -> Deletion.DELETE;
            case DeleteWithConsumers -> Deletion.DELETE_WITH_CONSUMERS;
        };
    }

    private static Management management(EncryptedKinesisStream object) {
        return switch (choice(
                ManagementPolicy.class,
                "managementPolicy",
                object.getSpec().managementPolicy(),
                ManagementPolicy.Full)) {
            case Full -> RelevantChange.isOnlyPlanned(object) ? Management.PLAN : Management.FULL;
            case ObserveOnly -> Management.OBSERVE_ONLY;
        };
    }

    static <E extends Enum<E>> E choice(Class<E> type, String field, String text, E otherwise) {
        if (text == null) {
            return otherwise;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidSpecException(
                        "%s says something that this version of the operator does not understand. It knows: %s."
                                .formatted(
                                        field,
                                        Arrays.stream(type.getEnumConstants())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")))));
    }
}
