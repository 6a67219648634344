package dev.encryptedkinesis.operator.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * One AWS account in one Region, in memory. Everything starts and ends by the clock it was given: nothing happens while
 * that stands still. Thread safe; calls are carried out one at a time.
 */
public final class SimulatedAws {
    private final World world;
    private final Streams streams;
    private final Keys keys;
    private final Queue queue;
    private final AwsAccess own;
    private final AssumedRoles roles;
    private final Map<String, SimulatedAws> accounts = new ConcurrentHashMap<>();
    private final AwsConsole console;
    private final AtomicInteger sessions = new AtomicInteger();

    /** What to simulate; every setting has a default. */
    public static final class Builder {
        private final Clock clock;
        private String account = "123456789012";
        private String region = "eu-west-1";
        private long seed = 1;
        private Delays delays = Delays.likeAws();
        private Consistency consistency = Consistency.EVENTUAL;
        private Optional<Quotas> quotas = Optional.empty();

        private Builder(Clock clock) {
            this.clock = clock;
        }

        /** Twelve digits; 123456789012 by default. */
        public Builder account(String id) {
            account = id;
            return this;
        }

        /** eu-west-1 by default. */
        public Builder region(String name) {
            region = name;
            return this;
        }

        /** Decides all that is left to chance; 1 by default. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** {@link Delays#likeAws()} by default. */
        public Builder delays(Delays value) {
            delays = value;
            return this;
        }

        /** {@link Consistency#EVENTUAL} by default. */
        public Builder consistency(Consistency value) {
            consistency = value;
            return this;
        }

        /** The Region's default quotas by default, none of it used by others. */
        public Builder quotas(Quotas value) {
            quotas = Optional.of(value);
            return this;
        }

        public SimulatedAws build() {
            return new SimulatedAws(this);
        }
    }

    private SimulatedAws(Builder settings) {
        Dice dice = new Dice(settings.seed);
        Lock lock = new ReentrantLock();
        Permissions permissions = new Permissions(settings.account);
        Identities identities = new Identities(settings.clock, dice);
        identities.create(permissions.principal().identityArn());
        world = new World(
                settings.account,
                settings.region,
                settings.clock,
                dice,
                settings.delays,
                settings.quotas.orElseGet(() -> Quotas.of(settings.region)),
                new Sight(settings.clock, settings.consistency, dice),
                new Windows(),
                permissions,
                identities,
                new Trail(),
                new KmsUsage(),
                new Faults(dice, letPassOn(settings.clock)),
                new Journal(),
                lock);
        streams = new Streams(world);
        keys = new Keys(world);
        queue = new Queue(world);
        roles = new AssumedRoles(world);
        accounts.put(settings.account, this);
        own = access(world);
        console = new AwsConsole(world, permissions, streams, keys, queue);
    }

    /** An account with all the defaults. */
    public static SimulatedAws at(Clock clock) {
        return builder(clock).build();
    }

    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    private AwsAccess access(World seen) {
        Authorizer authorizer = new Authorizer(seen, keys, streams);
        return new AwsAccess(
                new SimulatedKinesis(seen, streams, keys, authorizer),
                new SimulatedKms(seen, keys, authorizer),
                new SimulatedIam(seen, authorizer),
                new SimulatedSts(seen, authorizer, accounts),
                new SimulatedCloudTrail(seen, authorizer),
                new SimulatedCloudWatch(seen, authorizer),
                new SimulatedSqs(seen, queue, authorizer));
    }

    /** What the operator uses with credentials of its own. */
    public AwsAccess own() {
        return own;
    }

    /** Kinesis as the operator uses it. */
    public KinesisClient kinesis() {
        return own.kinesis();
    }

    /** KMS as the operator uses it. */
    public KmsClient kms() {
        return own.kms();
    }

    /** IAM as the operator uses it. */
    public IamClient iam() {
        return own.iam();
    }

    /** STS as the operator uses it. */
    public StsClient sts() {
        return own.sts();
    }

    /** CloudTrail as the operator uses it. */
    public CloudTrailClient cloudTrail() {
        return own.cloudTrail();
    }

    /** CloudWatch as the operator uses it. */
    public CloudWatchClient cloudWatch() {
        return own.cloudWatch();
    }

    /** SQS as the operator uses it. */
    public SqsClient sqs() {
        return own.sqs();
    }

    /** Another account, by the same clock and as slow as this one, whose roles can be assumed by whoever they trust. */
    public SimulatedAws beside(String account) {
        SimulatedAws other = builder(world.clock())
                .account(account)
                .region(world.region())
                .delays(world.delays())
                .quotas(world.quotas())
                .build();
        accounts.put(account, other);
        return other;
    }

    /** Whose roles can be assumed, by the account's id. */
    public Optional<SimulatedAws> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** Gives a role of this account a trust policy, which counts after a while. */
    public void trust(String roleArn, TrustPolicy policy) {
        world.lock().lock();
        try {
            roles.trust(roleArn, policy);
        } finally {
            world.lock().unlock();
        }
    }

    AssumeRoleResponse assume(AssumeRoleRequest request, Principal caller) {
        world.lock().lock();
        try {
            return roles.assume(request, caller);
        } finally {
            world.lock().unlock();
        }
    }

    /** What the operator uses with the session of a role of this account. */
    public AwsAccess as(String roleArn, String sessionName, AwsCredentialsProvider credentials) {
        return access(
                world.as(new RoleSession(Principal.of(roleArn, sessionName), world.identities(), roles, credentials)));
    }

    /**
     * Kinesis as an application uses it, with a set of credentials of its own: a session of this role, or a user. What it
     * may do is as {@link AwsConsole#access} has it.
     */
    public KinesisClient kinesisAs(String identityArn) {
        return kinesisAs(identityArn, "application-" + sessions.incrementAndGet());
    }

    /** The same, by a session of this name. */
    public KinesisClient kinesisAs(String identityArn, String session) {
        World theirs = world.as(new Application(Principal.of(identityArn, session), world.identities()));
        return new SimulatedKinesis(theirs, streams, keys, new Authorizer(theirs, keys, streams));
    }

    /** All that was called. */
    public Journal journal() {
        return world.journal();
    }

    /** What is to go wrong with the operator's calls. */
    public Faults faults() {
        return world.faults();
    }

    /** What others do in the account. */
    public AwsConsole console() {
        return console;
    }

    /** What became of the stream that has, or had last, this name; nothing if there never was one. */
    public Optional<StreamTimeline> timeline(String stream) {
        world.lock().lock();
        try {
            return streams.last(stream).map(this::timeline);
        } finally {
            world.lock().unlock();
        }
    }

    private StreamTimeline timeline(SimulatedStream stream) {
        List<StreamTimeline.Moment> moments = new ArrayList<>();
        stream.versions()
                .until(world.now())
                .forEach((at, version) -> version.ifPresent(was -> moments.add(new StreamTimeline.Moment(
                        at,
                        was.status(),
                        was.encryption().type(),
                        was.encryption().keyId(),
                        was.shards().open().size()))));
        List<Instant> requests = world.journal().changes().stream()
                .filter(entry -> entry.operation() == Operation.START_STREAM_ENCRYPTION)
                .filter(entry ->
                        entry.resource().equals(stream.name()) && !entry.at().isBefore(stream.createdAt()))
                .map(JournalEntry::at)
                .toList();
        return new StreamTimeline(stream.name(), List.copyOf(moments), requests);
    }

    private static Consumer<Duration> letPassOn(Clock clock) {
        return clock instanceof VirtualClock virtual ? virtual::advance : duration -> {};
    }
}
