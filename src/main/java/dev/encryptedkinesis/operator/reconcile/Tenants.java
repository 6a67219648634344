package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.tenancy.Choice;
import dev.encryptedkinesis.operator.tenancy.Mandate;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.function.Consumer;

/** Who serves the objects of each namespace. */
public interface Tenants {

    /** The operator itself serves all, with its own credentials: nobody sets limits. */
    Tenants OPERATOR_ITSELF = new Tenants() {
        @Override
        public Choice of(String namespace) {
            return new Choice.Served(Mandate.OPERATOR_ITSELF);
        }

        @Override
        public List<EventSource<?, EncryptedKinesisStream>> sources(
                EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited) {
            return List.of();
        }
    };

    Choice of(String namespace);

    /**
     * What has to be watched to know it; an object is woken when the answer for its namespace is another one.
     *
     * @param edited is told of each object before it is woken
     */
    List<EventSource<?, EncryptedKinesisStream>> sources(
            EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited);
}
