package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

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

    /** Without the record of who owns which field, which nobody here reads, and which takes half of what an object does in memory. */
    @Override
    @JsonIgnoreProperties(value = "managedFields", allowGetters = true)
    public void setMetadata(ObjectMeta metadata) {
        super.setMetadata(metadata);
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
