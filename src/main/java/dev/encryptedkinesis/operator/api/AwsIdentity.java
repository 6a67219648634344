package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
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

/**
 * With which credentials the streams of some namespaces are looked after, and what these namespaces may ask for. It belongs
 * to the cluster: those who work in a namespace do not choose what they may do.
 */
@Group(ApiGroup.NAME)
@Version("v1alpha1")
@Kind("AwsIdentity")
@Singular("awsidentity")
@Plural("awsidentities")
@ShortNames("awsid")
@Categories("aws")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Account", jsonPath = ".status.callerIdentity.account")
@AdditionalPrinterColumn(
        name = "Namespaces",
        jsonPath = ".status.namespaces",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Role", jsonPath = ".spec.roleARN", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
public class AwsIdentity extends CustomResource<AwsIdentitySpec, AwsIdentityStatus> {

    private static final long serialVersionUID = 1;

    private String specObstacle;

    private static final class SpecReader extends Part.Reader<AwsIdentitySpec> {
        SpecReader() {
            super("spec", AwsIdentitySpec.class);
        }
    }

    private static final class StatusReader extends Part.Reader<AwsIdentityStatus> {
        StatusReader() {
            super("status", AwsIdentityStatus.class);
        }
    }

    @JsonSetter("spec")
    @JsonDeserialize(using = SpecReader.class)
    private void readSpec(Part<AwsIdentitySpec> part) {
        setSpec(part.value());
        specObstacle = part.obstacle();
    }

    /** One that cannot be read is written anew: nothing in it is needed. */
    @JsonSetter("status")
    @JsonDeserialize(using = StatusReader.class)
    private void readStatus(Part<AwsIdentityStatus> part) {
        setStatus(part.value());
    }

    /** What of the spec cannot be read, in words for its author; then it is as if there were none. */
    public Optional<String> unreadable() {
        return Optional.ofNullable(specObstacle);
    }

    /** Another object that says the same. Specs and statuses are not changed, and need not be copied. */
    public AwsIdentity copy() {
        AwsIdentity copy = new AwsIdentity();
        copy.setMetadata(new ObjectMetaBuilder(getMetadata()).build());
        copy.setSpec(getSpec());
        copy.setStatus(getStatus());
        copy.specObstacle = specObstacle;
        return copy;
    }

    /** Null: an object without a spec allows nothing. */
    @Override
    protected AwsIdentitySpec initSpec() {
        return null;
    }

    /** Null: the first pass over an object knows by this that nothing has been said of it yet. */
    @Override
    protected AwsIdentityStatus initStatus() {
        return null;
    }
}
