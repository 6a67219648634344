package dev.encryptedkinesis.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

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
