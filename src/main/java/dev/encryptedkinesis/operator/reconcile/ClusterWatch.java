package dev.encryptedkinesis.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Set;

/**
 * What is watched in all of the cluster, whatever namespaces the operator looks after, to find out whose answer is another
 * one than before.
 *
 * @param name tells it from the controller's other sources of events
 * @param matters which updates are of interest
 * @param concerned whom a change wakes
 */
record ClusterWatch<R extends HasMetadata>(
        Class<R> kind, String name, OnUpdateFilter<R> matters, SecondaryToPrimaryMapper<R> concerned) {

    <P extends HasMetadata> InformerEventSource<R, P> source(EventSourceContext<P> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                        .withName(name)
                        .withWatchAllNamespaces()
                        .withFollowControllerNamespacesChanges(false)
                        .withOnUpdateFilter(matters)
                        .withSecondaryToPrimaryMapper(concerned)
                        // The other way is of no interest, and need not be kept.
                        .withPrimaryToSecondaryMapper(object -> Set.of())
                        .build(),
                context);
    }

    static boolean isOtherSpec(HasMetadata now, HasMetadata before) {
        return !now.getMetadata().getGeneration().equals(before.getMetadata().getGeneration());
    }
}
