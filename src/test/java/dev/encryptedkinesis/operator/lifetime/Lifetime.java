package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.budget.Budgets;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.reconcile.AccessPass;
import dev.encryptedkinesis.operator.reconcile.Belongings;
import dev.encryptedkinesis.operator.reconcile.KeyReferences;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.ServedByOne;
import dev.encryptedkinesis.operator.reconcile.SpecMapper;
import dev.encryptedkinesis.operator.reconcile.StreamPass;
import dev.encryptedkinesis.operator.reconcile.StreamReconciler;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.StatusFactory;
import dev.encryptedkinesis.operator.tenancy.Identities;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Lives through a story: the true reconciler between a virtual cluster and the simulated AWS, judged after every pass. */
final class Lifetime {

    static final String CLUSTER_ID = "cluster-1";

    /** Once nothing new happens: longer than the longest budget takes to come back. */
    private static final Duration TIME_TO_CONVERGE = Duration.ofHours(50);

    /** What came to rest is looked at for so long, whether it stays so: longer than anything is remembered unasked. */
    private static final Duration WHILE = Duration.ofHours(2);

    private final Story story;
    private final World world;
    private final Crash.Fuse fuse = new Crash.Fuse();
    private final VirtualCluster cluster;
    private final VirtualSecrets secrets;
    private final Invariants invariants;
    private final AccessInvariants access;
    private final Random random;
    private StreamReconciler reconciler;

    private Lifetime(Story story) {
        this.story = story;
        this.random = new Random(story.seed());
        this.world = new World(story.seed(), story.beginning());
        this.cluster = new VirtualCluster(world.clock(), fuse::pass);
        this.secrets = new VirtualSecrets(world.clock(), cluster, fuse::pass);
        this.invariants = new Invariants(world, cluster, new BindingInvariants(world, secrets));
        this.access = new AccessInvariants(world, cluster);
        startProcess();
    }

    /** @throws AssertionError if something was so that must never be so */
    static void live(Story story) {
        Lifetime lifetime = new Lifetime(story);
        story.steps().forEach(lifetime::take);
        lifetime.converge();
    }

    private void take(Step step) {
        if (step instanceof Step.Wait wait) {
            until(world.clock().instant().plus(wait.duration()));
        } else if (step instanceof Step.Passes passes) {
            for (int i = 0; i < passes.count() && cluster.next().isPresent(); i++) {
                pass();
            }
        } else if (step instanceof Step.Apply apply) {
            cluster.apply(apply.object(), apply.spec());
            invariants.specApplied(apply.spec());
            if (apply.object().equals(Story.YOUNGER)) {
                invariants.countIsLost();
            }
        } else if (step instanceof Step.Delete delete) {
            cluster.delete(delete.object());
            invariants.countIsLost();
        } else if (step instanceof Step.Restart) {
            startProcess();
        } else if (step instanceof Step.CrashAfter crash) {
            fuse.light(crash.points());
            invariants.countIsLost();
        } else if (step instanceof Step.Trouble trouble) {
            trouble.begin(world.aws().faults());
            invariants.countIsLost();
        } else if (step instanceof Step.Somebody somebody) {
            somebody(somebody);
        }
    }

    private void somebody(Step.Somebody somebody) {
        try {
            somebody.deed().in(world.aws().console(), world);
        } catch (AwsServiceException | IllegalStateException | java.util.NoSuchElementException notPossibleNow) {
            return;
        }
        invariants.somebodyActed();
    }

    private void converge() {
        world.aws().faults().clear();
        world.aws().console().enableKey(world.firstKey());
        Instant deadline = world.clock().instant().plus(TIME_TO_CONVERGE);
        do {
            until(world.clock().instant().plus(WHILE));
        } while (!invariants.areAllAtRest() && world.clock().instant().isBefore(deadline));
        until(world.clock().instant().plus(WHILE));
        invariants.checkEnd();
        access.checkEnd();
        cluster.all().stream()
                .filter(object -> ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready))
                .forEach(access::checkReady);
    }

    private void until(Instant deadline) {
        while (cluster.next().filter(next -> !next.isAfter(deadline)).isPresent()) {
            pass();
        }
        if (world.clock().instant().isBefore(deadline)) {
            world.clock().advance(Duration.between(world.clock().instant(), deadline));
        }
    }

    private void pass() {
        Instant now = world.clock().instant();
        Instant began = cluster.next().filter(now::isBefore).orElse(now);
        try {
            cluster.pass(reconciler::reconcile);
        } catch (Crash end) {
            startProcess();
        }
        invariants.check(began);
        access.check();
    }

    private void startProcess() {
        Pace pace = new Pace(new Random(story.seed()));
        Budgets budgets = SimulatedClients.budgets(world.clock());
        AwsClients aws = SimulatedClients.of(
                world.aws(),
                world.clock(),
                CallListener.NONE,
                story.seed() % 2 == 0 ? budgets : new ScarceBudgets(budgets, random));
        FusedGateways streams = new FusedGateways(aws, fuse);
        reconciler = new StreamReconciler(
                new SpecMapper(CLUSTER_ID, World.REGION),
                new ServedByOne(Identities.withGrants("everything", "{}")),
                new StreamPass(
                        streams, new AccessPass(streams, streams, denial -> {}, world.clock()), pace, world.clock()),
                new StatusFactory(world.clock()),
                (client, object, occurrence) -> {},
                new KeyReferences(Set.of()),
                new Belongings(secrets, OwnedObjects.DISABLED, region -> "https://" + region, pace, world.clock()));
        cluster.restart();
    }
}
