package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.KinesisEndpoints;
import dev.encryptedkinesis.operator.binding.BindingContent;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.owned.KubernetesOwnedObjects;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.push.EventReceiver;
import dev.encryptedkinesis.operator.push.HintFeed;
import dev.encryptedkinesis.operator.push.QueueFeed;
import dev.encryptedkinesis.operator.reconcile.AccessPass;
import dev.encryptedkinesis.operator.reconcile.Accounts;
import dev.encryptedkinesis.operator.reconcile.Belongings;
import dev.encryptedkinesis.operator.reconcile.FreshRead;
import dev.encryptedkinesis.operator.reconcile.IdentityCheckup;
import dev.encryptedkinesis.operator.reconcile.IdentityGate;
import dev.encryptedkinesis.operator.reconcile.IdentityReconciler;
import dev.encryptedkinesis.operator.reconcile.IdentityTenants;
import dev.encryptedkinesis.operator.reconcile.KeyReferences;
import dev.encryptedkinesis.operator.reconcile.KubernetesEvents;
import dev.encryptedkinesis.operator.reconcile.ObjectEvents;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.Sight;
import dev.encryptedkinesis.operator.reconcile.SpecMapper;
import dev.encryptedkinesis.operator.reconcile.StatusWriter;
import dev.encryptedkinesis.operator.reconcile.StreamPass;
import dev.encryptedkinesis.operator.reconcile.StreamReconciler;
import dev.encryptedkinesis.operator.reconcile.Tenants;
import dev.encryptedkinesis.operator.reconcile.Tenure;
import dev.encryptedkinesis.operator.status.IdentityStatuses;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the parts together: an operator for one cluster and one AWS. */
public final class StreamOperator {

    /** The Lease of the leader; the RBAC of the deployment names it. */
    public static final String LEASE = "encrypted-kinesis-operator";

    /** A pass that is under way when the operator stops may end, and write what it did; AWS calls end within 10 s. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(15);

    /** Who could not renew the lease for so long leads no more, and ends. */
    static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(2);

    /**
     * Who leads is followed by another only after so long. A pass that began while its process led has then seen too long ago
     * what it would act upon, wherever the process was suspended.
     */
    private static final Duration LEASE_LASTS = RENEWED_WITHIN.plus(Sight.LASTS).plusSeconds(3);

    private StreamOperator() {}

    /**
     * What the operator works with.
     *
     * @param region for objects that name no Region
     * @param tenure of this process as the leader
     * @param end ends the process: one that leads no more would else go on with its passes, and never lead again
     */
    public record World(
            KubernetesClient kubernetes, AwsClients aws, String region, Clock clock, Tenure tenure, Runnable end) {

        /** One that leads as long as it runs. */
        public World(KubernetesClient kubernetes, AwsClients aws, String region, Clock clock) {
            this(kubernetes, aws, region, clock, Tenure.FOR_LIFE, () -> {});
        }
    }

    /** An operator that is ready to be started. It closes the Kubernetes client when it is stopped. */
    public static Operator create(World world, Settings settings, Pace pace, OperatorMetrics metrics) {
        Operator operator = new Operator(configuration -> configure(configuration, world, settings, metrics));
        String cluster = clusterId(world.kubernetes(), settings);
        Accounts accounts = new Accounts(world.aws());
        ObjectEvents events = metrics.measuring(new KubernetesEvents(settings.instance(), world.clock()));
        StreamReconciler reconciler = new StreamReconciler(
                new SpecMapper(cluster, world.region()),
                new IdentityGate(tenants(settings.features(), cluster), accounts),
                new StreamPass(
                        world.aws(),
                        new AccessPass(world.aws(), world.aws(), metrics::denied, world.clock()),
                        pace,
                        world.tenure(),
                        world.clock()),
                new StatusWriter(events, FreshRead.FROM_API_SERVER),
                new KeyReferences(settings.features().keyReferenceKinds()),
                hints(settings.features(), world, metrics),
                belongings(settings.features(), pace, world.clock()));
        operator.register(reconciler, controller -> {
            controller.withRetry(untilItIsDone());
            if (!settings.namespaces().isEmpty()) {
                controller.settingNamespaces(settings.namespaces());
            }
        });
        switch (settings.features().awsIdentities()) {
            case REQUIRED ->
                operator.register(
                        new IdentityReconciler(
                                cluster,
                                new IdentityCheckup(accounts, world.region(), pace, world.clock()),
                                new IdentityStatuses(world.clock()),
                                events,
                                settings.namespaces()),
                        controller -> controller.withRetry(untilItIsDone()));
            case IGNORED -> {}
        }
        return operator;
    }

    /** What fails is the API server; AWS's failures are not thrown. Giving up would leave an object as it is. */
    private static GenericRetry untilItIsDone() {
        return new GenericRetry()
                .withoutMaxAttempts()
                .setInitialInterval(Duration.ofSeconds(1))
                .setIntervalMultiplier(2)
                .setMaxInterval(Duration.ofMinutes(1).toMillis());
    }

    private static Tenants tenants(Features features, String cluster) {
        return switch (features.awsIdentities()) {
            case REQUIRED -> new IdentityTenants(cluster);
            case IGNORED -> Tenants.OPERATOR_ITSELF;
        };
    }

    private static Optional<HintFeed> hints(Features features, World world, OperatorMetrics metrics) {
        return features.eventsQueue()
                .map(queue -> new QueueFeed(new EventReceiver(
                        world.aws().events(queue), metrics.deliveries(), metrics.leadership()::isOurs, world.clock())));
    }

    private static Belongings belongings(Features features, Pace pace, Clock clock) {
        return new Belongings(
                features.bindingSecrets()
                        ? KubernetesOwnedObjects.secrets(BindingContent.SECRET_TYPE)
                        : OwnedObjects.DISABLED,
                features.policyConfigMaps() ? KubernetesOwnedObjects.configMaps() : OwnedObjects.DISABLED,
                new KinesisEndpoints(),
                pace,
                clock);
    }

    private static void configure(
            ConfigurationServiceOverrider configuration, World world, Settings settings, OperatorMetrics metrics) {
        configuration
                .withKubernetesClient(world.kubernetes())
                .withResourceCloner(new Copies(world.kubernetes().getKubernetesSerialization()))
                .withReconciliationTerminationTimeout(TIME_TO_END)
                .withMetrics(new AggregatedMetrics(List.of(metrics.sdk(), new PassLog(world.clock()))));
        settings.leaseNamespace()
                .ifPresentOrElse(
                        namespace -> configuration.withLeaderElectionConfiguration(
                                LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                                        .withLeaseNamespace(namespace)
                                        .withIdentity(settings.instance())
                                        .withLeaseDuration(LEASE_LASTS)
                                        .withRenewDeadline(RENEWED_WITHIN)
                                        .withRetryPeriod(BETWEEN_RENEWALS)
                                        .withLeaderCallbacks(
                                                metrics.leadership().callbacks(world.end()))
                                        .build()),
                        metrics.leadership()::taken);
    }

    /** The uid of kube-system lives as long as the cluster does. */
    private static String clusterId(KubernetesClient kubernetes, Settings settings) {
        return settings.clusterId()
                .orElseGet(() -> kubernetes
                        .namespaces()
                        .withName("kube-system")
                        .require()
                        .getMetadata()
                        .getUid());
    }
}
