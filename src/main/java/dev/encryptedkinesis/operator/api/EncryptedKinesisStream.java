package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;

/** A Kinesis data stream that is encrypted at rest under a KMS key, for as long as this object exists. */
@Group(ApiGroup.NAME)
@Version("v1alpha1")
@Kind("EncryptedKinesisStream")
@Singular("encryptedkinesisstream")
@Plural("encryptedkinesisstreams")
@ShortNames("ekstream")
@Categories("aws")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Encrypted", jsonPath = ".status.conditions[?(@.type==\"Encrypted\")].status")
@AdditionalPrinterColumn(name = "Key", jsonPath = ".status.encryption.key")
@AdditionalPrinterColumn(name = "Shards", jsonPath = ".status.shards", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Status", jsonPath = ".status.streamStatus")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "ARN", jsonPath = ".status.streamARN", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@ValidationRule(
        value = "has(self.spec.streamName) || size(self.metadata.name) <= 128",
        fieldPath = ".spec.streamName",
        reason = "FieldValueRequired",
        message = "metadata.name is longer than the 128 characters of a Kinesis stream name")
public class EncryptedKinesisStream extends CustomResource<EncryptedKinesisStreamSpec, EncryptedKinesisStreamStatus>
        implements Namespaced {

    private static final long serialVersionUID = 1;

    private String specObstacle;
    private String statusObstacle;

    private static final class SpecReader extends Part.Reader<EncryptedKinesisStreamSpec> {
        SpecReader() {
            super("spec", EncryptedKinesisStreamSpec.class);
        }
    }

    private static final class StatusReader extends Part.Reader<EncryptedKinesisStreamStatus> {
        StatusReader() {
            super("status", EncryptedKinesisStreamStatus.class);
        }
    }

    @JsonSetter("spec")
    @JsonDeserialize(using = SpecReader.class)
    private void readSpec(Part<EncryptedKinesisStreamSpec> part) {
        setSpec(part.value());
        specObstacle = part.obstacle();
    }

    @JsonSetter("status")
    @JsonDeserialize(using = StatusReader.class)
    private void readStatus(Part<EncryptedKinesisStreamStatus> part) {
        setStatus(part.value());
        statusObstacle = part.obstacle();
    }

    /** What of the object cannot be read, in words for its author; what cannot is as if it were not there. */
    public Optional<String> unreadable() {
        return Optional.ofNullable(specObstacle).or(() -> Optional.ofNullable(statusObstacle));
    }

    /** Whether what the status says is known, if there is one; else it must not be written over. */
    public boolean statusIsKnown() {
        return statusObstacle == null;
    }

    /** Another object that says the same. Specs and statuses are not changed, and need not be copied. */
    public EncryptedKinesisStream copy() {
        EncryptedKinesisStream copy = new EncryptedKinesisStream();
        copy.setMetadata(new ObjectMetaBuilder(getMetadata()).build());
        copy.setSpec(getSpec());
        copy.setStatus(getStatus());
        copy.specObstacle = specObstacle;
        copy.statusObstacle = statusObstacle;
        return copy;
    }

    /**
     * Without what nobody here reads: the record of who owns which field, which takes half of what an object does in memory; labels;
     * and annotations that are not ours, which may be 256 KiB, and of kubectl's are a copy of the object.
     */
    @JsonSetter("metadata")
    @JsonIgnoreProperties(
            value = {"managedFields", "labels"},
            allowGetters = true)
    private void readMetadata(ObjectMeta metadata) {
        Optional.ofNullable(metadata.getAnnotations())
                .ifPresent(all -> all.keySet().removeIf(name -> !name.startsWith(ApiGroup.NAME + "/")));
        setMetadata(metadata);
    }

    /** Null: an object without a spec is told so, rather than given one. */
    @Override
    protected EncryptedKinesisStreamSpec initSpec() {
        return null;
    }

    /** Null: the first pass over an object knows by this that nothing has been said of it yet. */
    @Override
    protected EncryptedKinesisStreamStatus initStatus() {
        return null;
    }
}
