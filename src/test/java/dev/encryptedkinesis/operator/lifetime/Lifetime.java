package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.budget.Budgets;
import dev.encryptedkinesis.operator.owned.OwnedObjects;
import dev.encryptedkinesis.operator.reconcile.AccessPass;
import dev.encryptedkinesis.operator.reconcile.Accounts;
import dev.encryptedkinesis.operator.reconcile.Belongings;
import dev.encryptedkinesis.operator.reconcile.IdentityGate;
import dev.encryptedkinesis.operator.reconcile.KeyReferences;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.ServedByOne;
import dev.encryptedkinesis.operator.reconcile.SpecMapper;
import dev.encryptedkinesis.operator.reconcile.StatusWriter;
import dev.encryptedkinesis.operator.reconcile.StreamPass;
import dev.encryptedkinesis.operator.reconcile.StreamReconciler;
import dev.encryptedkinesis.operator.reconcile.Tenure;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private static final Duration BETWEEN_GLANCES = Duration.ofMinutes(20);

    private final Story story;
    private final World world;
    private final Fuse fuse = new Fuse();
    private final VirtualCluster cluster;
    private final VirtualSecrets secrets;
    private final Invariants invariants;
    private final Random random;
    private StreamReconciler reconciler;
    private int read;
    private boolean isPutOff;
    private EncryptedKinesisStream underWay;
    private Instant began;
    private Optional<Late> late = Optional.empty();

    /** Where a process was suspended that goes on though another one leads. */
    enum Late {
        BETWEEN_CALLS,
        /** Nothing can hold that call back any more. */
        IN_A_CALL
    }

    private Lifetime(Story story) {
        this.story = story;
        this.random = new Random(story.seed());
        this.world = new World(story.seed(), story.beginning());
        this.cluster = new VirtualCluster(world.clock(), fuse);
        this.secrets = new VirtualSecrets(world.clock(), cluster);
        this.invariants = new Invariants(world, cluster, secrets);
        startProcess();
    }

    /** @throws AssertionError if something was so that must never be so */
    static void live(Story story) {
        Lifetime lifetime = new Lifetime(story);
        story.steps().forEach(lifetime::take);
        lifetime.converge();
    }

    /** How many calls a story takes, each counted before and after it. */
    static int awaitPoints(Story story) {
        Lifetime lifetime = new Lifetime(story);
        story.steps().forEach(lifetime::take);
        return lifetime.fuse.passed();
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
            invariants.countIsLost();
            fuse.light(crash.points(), () -> {
                throw new Crash();
            });
        } else if (step instanceof Step.Handover handover) {
            invariants.countIsLost();
            fuse.light(handover.points(), () -> handOver(handover.pause()));
        } else if (step instanceof Step.Trouble trouble) {
            trouble.begin(world.aws().faults());
            invariants.countIsLost();
        } else if (step instanceof Step.Outage outage) {
            outage.kind()
                    .begin(world.aws().faults().onAny().after(outage.calls()).always());
            invariants.countIsLost();
        } else if (step instanceof Step.Api api) {
            cluster.has(api.trouble());
            invariants.countIsLost();
        } else if (step instanceof Step.LoseTheWatch) {
            cluster.loseTheWatch();
        } else if (step instanceof Step.AllWell) {
            endAllTrouble();
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

    private void endAllTrouble() {
        world.aws().faults().clear();
        cluster.has(ApiTrouble.NONE);
        cluster.relist();
    }

    /**
     * The process is suspended where it is, another one leads meanwhile, and then the first one goes on, as if it still
     * led, until its pass is over: longer than in truth, where it ends itself as soon as it learns that it leads no more.
     */
    private void handOver(Duration pause) {
        boolean isCallUnderWay = fuse.wasBeforeACall();
        invariants.check(new Pass(underWay, began, Pass.Ending.CRASH, readJournal()));
        startProcess();
        until(world.clock().instant().plus(pause));
        late = Optional.of(isCallUnderWay ? Late.IN_A_CALL : Late.BETWEEN_CALLS);
    }

    private void converge() {
        endAllTrouble();
        world.aws().console().enableKey(world.firstKey());
        Instant deadline = world.clock().instant().plus(TIME_TO_CONVERGE);
        do {
            until(world.clock().instant().plus(BETWEEN_GLANCES));
        } while (!invariants.areAllAtRest() && world.clock().instant().isBefore(deadline));
        until(world.clock().instant().plus(WHILE));
        invariants.checkEnd();
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
        EncryptedKinesisStream object = cluster.upcoming();
        Instant start = world.clock().instant();
        underWay = object;
        began = start;
        Pass.Ending ending = run();
        Pass pass = new Pass(object, start, ending, readJournal());
        late.ifPresentOrElse(where -> invariants.checkLate(pass, where), () -> invariants.check(pass));
        late = Optional.empty();
    }

    private Pass.Ending run() {
        isPutOff = false;
        try {
            cluster.pass(reconciler::reconcile);
            return isPutOff ? Pass.Ending.PUT_OFF : Pass.Ending.BY_ITSELF;
        } catch (Crash end) {
            startProcess();
            return Pass.Ending.CRASH;
        } catch (KubernetesClientException failure) {
            return Pass.Ending.API_FAILURE;
        }
    }

    private List<JournalEntry> readJournal() {
        List<JournalEntry> journal = world.aws().journal().from(read);
        read += journal.size();
        return journal;
    }

    private void startProcess() {
        Pace pace = new ListingPace(new Random(story.seed()));
        Budgets budgets = SimulatedClients.budgets(world.clock());
        AwsClients aws = SimulatedClients.of(
                world.aws(),
                world.clock(),
                CallListener.NONE,
                story.seed() % 2 == 0 ? budgets : new ScarceBudgets(budgets, random));
        FusedGateways streams =
                new FusedGateways(aws, new FusedGateways.Way(fuse, world.clock()), () -> isPutOff = true);
        reconciler = new StreamReconciler(
                new SpecMapper(CLUSTER_ID, World.REGION),
                new IdentityGate(new ServedByOne(Identities.withGrants("everything", "{}")), new Accounts(streams)),
                new StreamPass(
                        streams,
                        new AccessPass(streams, streams, denial -> {}, world.clock()),
                        pace,
                        Tenure.FOR_LIFE,
                        world.clock()),
                new StatusWriter((client, object, occurrence) -> {}, (object, client) -> cluster.stored(object)),
                new KeyReferences(Set.of()),
                Optional.empty(),
                new Belongings(secrets, OwnedObjects.DISABLED, region -> "https://" + region, pace, world.clock()));
        cluster.restart();
    }
}
