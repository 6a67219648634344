package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.ops.PrintedLog;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.reconcile.AccessPass;
import dev.encryptedkinesis.operator.reconcile.Accounts;
import dev.encryptedkinesis.operator.reconcile.Belongings;
import dev.encryptedkinesis.operator.reconcile.IdentityGate;
import dev.encryptedkinesis.operator.reconcile.KeyReferences;
import dev.encryptedkinesis.operator.reconcile.KubernetesEvents;
import dev.encryptedkinesis.operator.reconcile.ObjectEvents;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.ServedByOne;
import dev.encryptedkinesis.operator.reconcile.SpecMapper;
import dev.encryptedkinesis.operator.reconcile.StatusWriter;
import dev.encryptedkinesis.operator.reconcile.StreamPass;
import dev.encryptedkinesis.operator.reconcile.StreamReconciler;
import dev.encryptedkinesis.operator.reconcile.Tenants;
import dev.encryptedkinesis.operator.reconcile.Tenure;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/**
 * Hours of one object, in virtual time, under the true reconciler: what the process prints, tells and asks meanwhile. Its
 * Events go to a mock API server, and all else to a virtual one.
 */
final class TroubledHours implements AutoCloseable {

    private final World world = new World(1, World.Beginning.NOTHING);
    private final VirtualClock clock = world.clock();
    private final VirtualCluster cluster = new VirtualCluster(clock, new Fuse());
    private final VirtualSecrets secrets = new VirtualSecrets(clock, cluster);
    private final PrintedLog log = PrintedLog.open();
    private final Metrics failedPasses = PrintedLog.passLog(clock);
    private final AwsClients aws = SimulatedClients.of(world.aws(), clock, PrintedLog.callLog(clock));
    private final KubernetesClient client;
    private final ObjectEvents events;
    private StreamReconciler reconciler;
    private int told;

    /** What there was of an object in an hour. */
    record Hour(int lines, int events, int calls) {

        boolean covers(Hour other) {
            return other.lines <= lines && other.events <= events && other.calls <= calls;
        }
    }

    TroubledHours(MockCluster forEvents) {
        client = forEvents.client();
        ObjectEvents published = new KubernetesEvents("operator", clock);
        events = (none, object, occurrence) -> {
            told++;
            published.tell(client, object, occurrence);
        };
        servedBy(new ServedByOne(Identities.withGrants("everything", "{}")));
    }

    /** Begins a process. */
    void servedBy(Tenants tenants) {
        Pace pace = new Pace(new Random(1));
        reconciler = new StreamReconciler(
                new SpecMapper(Lifetime.CLUSTER_ID, World.REGION),
                new IdentityGate(tenants, new Accounts(aws)),
                new StreamPass(aws, new AccessPass(aws, aws, denial -> {}, clock), pace, Tenure.FOR_LIFE, clock),
                new StatusWriter(events, (object, none) -> cluster.stored(object)),
                new KeyReferences(Set.of()),
                Optional.empty(),
                new Belongings(secrets, OwnedObjects.DISABLED, region -> "https://" + region, pace, clock));
        cluster.restart();
    }

    World world() {
        return world;
    }

    VirtualCluster cluster() {
        return cluster;
    }

    void apply(EncryptedKinesisStreamSpec spec) {
        cluster.apply(World.STREAM, spec);
    }

    /** What was printed, and how often AWS was called, by operation. */
    String account() {
        return String.join("\n", log.lines())
                + world.aws().journal().all().stream()
                        .collect(Collectors.groupingBy(JournalEntry::operation, TreeMap::new, Collectors.counting()));
    }

    Hour hour() {
        int lines = log.lines().size();
        int toldBefore = told;
        int calls = world.aws().journal().all().size();
        run(Duration.ofHours(1));
        return new Hour(
                log.lines().size() - lines,
                told - toldBefore,
                world.aws().journal().all().size() - calls);
    }

    void run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (cluster.next().filter(next -> !next.isAfter(end)).isPresent()) {
            pass();
        }
        if (clock.instant().isBefore(end)) {
            clock.advance(Duration.between(clock.instant(), end));
        }
    }

    private void pass() {
        EncryptedKinesisStream object = cluster.upcoming();
        // As the SDK does.
        MDC.put("resource.name", object.getMetadata().getName());
        MDC.put("resource.namespace", object.getMetadata().getNamespace());
        try {
            cluster.pass(reconciler::reconcile);
        } catch (KubernetesClientException failure) {
            failedPasses.reconciliationFailed(object, null, failure, Map.of());
        } finally {
            MDC.clear();
        }
    }

    @Override
    public void close() {
        log.close();
        client.events().v1().events().inNamespace(VirtualCluster.NAMESPACE).delete();
        client.close();
    }
}
