package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.tenancy.Choice;
import dev.encryptedkinesis.operator.tenancy.Tenancy;
import dev.encryptedkinesis.operator.tenancy.Tenant;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** There is one AwsIdentity, and it never changes. Namespaces have no labels. */
public record ServedByOne(AwsIdentity identity) implements Tenants {

    @Override
    public Choice of(String namespace) {
        return Tenancy.choose(List.of(identity), new Tenant("cluster-1", namespace, Map.of()));
    }

    @Override
    public List<EventSource<?, EncryptedKinesisStream>> sources(
            EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited) {
        return List.of();
    }
}
