package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.AwsIdentityStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.IdentityStatuses;
import dev.encryptedkinesis.operator.status.IdentityStatuses.Subject;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.tenancy.IdentityCheck;
import dev.encryptedkinesis.operator.tenancy.Tenancy;
import dev.encryptedkinesis.operator.tenancy.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of each AwsIdentity whether AWS takes its credentials, as whom, and how many namespaces it is for. */
@ControllerConfiguration(name = IdentityReconciler.NAME, fieldManager = StreamReconciler.NAME)
public final class IdentityReconciler implements Reconciler<AwsIdentity> {

    static final String NAME = "aws-identities";

    private final String cluster;
    private final IdentityCheckup checkup;
    private final IdentityStatuses statuses;
    private final ObjectEvents events;
    private final Set<String> watched;
    private InformerEventSource<Namespace, AwsIdentity> namespaces;
    private InformerEventSource<AwsIdentity, AwsIdentity> identities;

    /**
     * @param cluster stable id of the Kubernetes cluster, which AWS is told
     * @param watched the namespaces that the operator looks after; none: all
     */
    public IdentityReconciler(
            String cluster,
            IdentityCheckup checkup,
            IdentityStatuses statuses,
            ObjectEvents events,
            Set<String> watched) {
        this.cluster = cluster;
        this.checkup = checkup;
        this.statuses = statuses;
        this.events = events;
        this.watched = Set.copyOf(watched);
    }

    @Override
    public List<EventSource<?, AwsIdentity>> prepareEventSources(EventSourceContext<AwsIdentity> context) {
        SecondaryToPrimaryMapper<HasMetadata> all =
                changed -> context.getPrimaryCache().keys().collect(Collectors.toSet());
        namespaces = new ClusterWatch<>(
                        Namespace.class, "namespaces", NamespaceLabels::areOther, all::toPrimaryResourceIDs)
                .source(context);
        // Whether two of them select a namespace, both are to tell. Who is woken by a change looks where the change was
        // seen:
        // the primary cache may not have it yet.
        identities = new ClusterWatch<>(
                        AwsIdentity.class, "others", ClusterWatch::isOtherSpec, all::toPrimaryResourceIDs)
                .source(context);
        return List.of(namespaces, identities);
    }

    @Override
    public UpdateControl<AwsIdentity> reconcile(AwsIdentity identity, Context<AwsIdentity> context) {
        List<AwsIdentity> all = identities.list().toList();
        checkup.retain(all.stream().map(any -> any.getMetadata().getUid()).collect(Collectors.toSet()));
        List<Tenant> tenants = selected(identity);
        Subject subject = new Subject(previous(identity), identity.getMetadata().getGeneration(), tenants.size());
        if (!watched.isEmpty() && subject.namespaces() == 0) {
            // Another operator's, which looks after other namespaces, with credentials of its own.
            return UpdateControl.noUpdate();
        }
        Optional<String> problem = IdentityCheck.problem(identity);
        if (problem.isPresent()) {
            return write(identity, statuses.invalid(subject, problem.get()), Pace.STEADY, context);
        }
        Optional<String> overlap = Tenancy.overlap(identity, all, tenants);
        if (overlap.isPresent()) {
            return write(identity, statuses.ambiguous(subject, overlap.get()), Pace.STEADY, context);
        }
        IdentityCheckup.Found found =
                checkup.of(identity.getMetadata().getUid(), Tenancy.actorForAll(identity, cluster));
        return write(identity, next(identity, subject, found.answer()), checkup.left(found), context);
    }

    private AwsIdentityStatus next(AwsIdentity identity, Subject subject, Answer<Caller> answer) {
        if (answer instanceof Answer.Known<Caller> known) {
            return statuses.usable(subject, known.value());
        }
        Failure failure = ((Answer.Silent<Caller>) answer).why();
        boolean isFirst = subject.previous().conditions().isEmpty();
        return isFirst || checkup.isNews(identity.getMetadata().getUid(), failure)
                ? statuses.unknown(subject, failure)
                : subject.previous();
    }

    private List<Tenant> selected(AwsIdentity identity) {
        return namespaces
                .list()
                .filter(namespace -> watched.isEmpty()
                        || watched.contains(namespace.getMetadata().getName()))
                .map(namespace -> new Tenant(cluster, namespace.getMetadata().getName(), NamespaceLabels.of(namespace)))
                .filter(tenant -> Tenancy.selects(identity, tenant))
                .toList();
    }

    private UpdateControl<AwsIdentity> write(
            AwsIdentity identity, AwsIdentityStatus next, Duration delay, Context<AwsIdentity> context) {
        AwsIdentityStatus previous = previous(identity);
        Duration again = delay;
        if (!isSame(previous, next)) {
            AwsIdentity written = context.resourceOperations().serverSideApplyPrimaryStatus(withStatus(identity, next));
            // The SDK passes over an edit that came in while our own write was under way.
            if (!identity.getMetadata()
                    .getGeneration()
                    .equals(written.getMetadata().getGeneration())) {
                again = Duration.ZERO;
            }
        }
        IdentityStatuses.occurrence(previous, next)
                .ifPresent(occurrence -> events.tell(context.getClient(), identity, occurrence));
        return UpdateControl.<AwsIdentity>noUpdate().rescheduleAfter(again);
    }

    private static AwsIdentityStatus previous(AwsIdentity identity) {
        return Optional.ofNullable(identity.getStatus()).orElse(AwsIdentityStatus.NONE);
    }

    private static AwsIdentity withStatus(AwsIdentity identity, AwsIdentityStatus status) {
        AwsIdentity fresh = new AwsIdentity();
        fresh.setMetadata(StatusWriter.namingThisOne(identity));
        fresh.setStatus(status);
        return fresh;
    }

    private static boolean isSame(AwsIdentityStatus one, AwsIdentityStatus other) {
        return one.withConditions(List.of()).equals(other.withConditions(List.of()))
                && ConditionList.isSame(one.conditions(), other.conditions());
    }
}
