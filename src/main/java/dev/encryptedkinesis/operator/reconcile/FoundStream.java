package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.AdoptionPolicy;
import dev.encryptedkinesis.operator.api.AwsManagedKey;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.api.ManagementPolicy;
import dev.encryptedkinesis.operator.api.StreamMode;
import dev.encryptedkinesis.operator.stream.Attachments;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.Owner;
import dev.encryptedkinesis.operator.stream.ResourcePolicy;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamId;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An existing stream, and the object that describes it as it is: the inverse of {@link SpecMapper}. */
public record FoundStream(
        StreamId id, StreamDescription description, Map<String, String> tags, Attachments attachments) {

    /** The most that the schema lets a spec have. */
    private static final int MOST_TAGS = 46;

    /** With what its description does not have. */
    public static FoundStream look(StreamGateway gateway, StreamId id, StreamDescription description) {
        return new FoundStream(
                id,
                description,
                gateway.tags(id.name()),
                new Attachments(
                        description.consumers() == 0
                                ? Optional.empty()
                                : Optional.of(gateway.consumers(description.arn())),
                        Optional.of(PolicyDocuments.found(gateway.policy(description.arn())))));
    }

    /**
     * An object that observes the stream and changes nothing. A stream that is not encrypted is given the AWS-managed key:
     * the one difference that its status will show.
     */
    public EncryptedKinesisStream manifest(String namespace) {
        EncryptedKinesisStream object = new EncryptedKinesisStream();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(objectName())
                .withNamespace(namespace)
                .build());
        object.setSpec(new EncryptedKinesisStreamSpec(
                id.name(),
                id.region(),
                mode().name(),
                shards(),
                warmThroughput(),
                description.retentionHours(),
                null,
                key(),
                description.settings().maxRecordSizeKiB(),
                metrics(),
                consumers(),
                resourcePolicy(),
                specTags(),
                null,
                null,
                AdoptionPolicy.AdoptOnly.name(),
                null,
                ManagementPolicy.ObserveOnly.name()));
        return object;
    }

    public boolean isEncrypted() {
        return description.keyId().isPresent();
    }

    private StreamMode mode() {
        return switch (description.shards().mode()) {
            case PROVISIONED -> StreamMode.Provisioned;
            case ON_DEMAND -> StreamMode.OnDemand;
        };
    }

    private Integer shards() {
        return switch (description.shards().mode()) {
            case PROVISIONED -> description.shards().open();
            case ON_DEMAND -> null;
        };
    }

    /** What was asked for, as far as AWS tells: what the traffic made of it is not for the spec. */
    private Integer warmThroughput() {
        return description
                .shards()
                .warmThroughput()
                .flatMap(StreamDescription.WarmThroughput::target)
                .filter(mibps -> mibps > 0)
                .orElse(null);
    }

    private KeySelector key() {
        return description
                .keyId()
                .filter(keyId -> !keyId.contains(WantedKey.AWS_MANAGED.id()))
                .map(keyId -> new KeySelector(keyId, null))
                .orElseGet(() -> new KeySelector(null, new AwsManagedKey()));
    }

    /** Null, which is not said, if there are none: who imports a stream does not mean to forbid them. */
    private List<String> metrics() {
        List<String> names =
                description.settings().metrics().names().stream().sorted().toList();
        return names.isEmpty() ? null : names;
    }

    private Map<String, Object> resourcePolicy() {
        return attachments
                .policy()
                .filter(policy -> !policy.equals(ResourcePolicy.NONE))
                .map(policy -> PolicyDocuments.document(policy.text()))
                .orElse(null);
    }

    private List<String> consumers() {
        List<String> names = attachments.consumers().orElse(List.of()).stream()
                .map(FanOutConsumer::name)
                .sorted()
                .toList();
        return names.isEmpty() ? null : names;
    }

    /** Those that are left out are no difference: tags that a spec does not name are not its own. */
    private Map<String, String> specTags() {
        Map<String, String> ours = new TreeMap<>();
        new TreeMap<>(tags).forEach((key, value) -> {
            if (!key.startsWith("aws:") && !key.startsWith(Owner.TAG_PREFIX) && ours.size() < MOST_TAGS) {
                ours.put(key, value);
            }
        });
        return ours.isEmpty() ? null : ours;
    }

    /**
     * A name that Kubernetes accepts. Stream names may hold capitals and underscores, and begin or end with a dot; where
     * such a name had to be changed, a number made from it keeps it apart from others that become the same.
     */
    private String objectName() {
        String lower = id.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        String plain = lower.replaceAll("[.-]*\\.[.-]*", ".").replaceAll("^[.-]+|[.-]+$", "");
        return plain.equals(id.name())
                ? plain
                : (plain + "-" + Integer.toHexString(id.name().hashCode())).replaceAll("^-", "");
    }
}
