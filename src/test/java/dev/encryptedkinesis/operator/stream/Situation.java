package dev.encryptedkinesis.operator.stream;

import static dev.encryptedkinesis.operator.stream.KeyAnswers.KEY;
import static dev.encryptedkinesis.operator.stream.KeyAnswers.enabled;

import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import dev.encryptedkinesis.operator.stream.StreamDescription.Settings;
import dev.encryptedkinesis.operator.stream.StreamDescription.ShardCount;
import dev.encryptedkinesis.operator.stream.StreamDescription.WarmThroughput;
import dev.encryptedkinesis.operator.stream.StreamHistory.EncryptedSince;
import dev.encryptedkinesis.operator.stream.StreamHistory.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a stream, seen of it and remembered of it, at {@link #NOW}. It begins with all being well; each
 * method gives another situation, in which one thing is otherwise.
 */
public record Situation(DesiredStream desired, Observation seen, StreamHistory history) {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final Instant CREATED = NOW.minus(Duration.ofDays(30));
    public static final String ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    public static final StreamId ID = new StreamId("eu-west-1", "orders");
    public static final Owner OWNER = new Owner("cluster-1", "shop", "orders", "uid-1");
    public static final Settings SETTINGS = new Settings(24, 1024, ShardMetrics.NONE);
    public static final Map<String, String> SPEC_TAGS = Map.of("team", "shop");

    /** The stream is ours, ACTIVE, with 4 shards, and encrypted under the wanted key for an hour. */
    public static Situation allIsWell() {
        DesiredStream desired = new DesiredStream(
                ID,
                OWNER,
                new Capacity.Provisioned(4),
                SettingsBuilder.any()
                        .retention(Optional.of(new Retention(24, Retention.OnDecrease.REFUSE)))
                        .build(),
                new WantedKey(KEY),
                SPEC_TAGS,
                new Policies(Policies.Adoption.CREATE_ONLY, Policies.Deletion.DELETE, Policies.Management.FULL));
        StreamDescription description = new StreamDescription(
                ARN,
                CREATED,
                StreamState.ACTIVE,
                new ShardCount(CapacityMode.PROVISIONED, 4),
                SETTINGS,
                Optional.of(KEY),
                0);
        return new Situation(
                desired,
                new Observation(
                        new Present(description, desired.allTags(), Attachments.NOT_ASKED),
                        enabled(KEY),
                        Optional.of(enabled(KEY)),
                        Claims.NONE),
                new StreamHistory(
                        Optional.empty(),
                        Spent.NOTHING,
                        new Tagged(SPEC_TAGS.keySet(), Optional.empty()),
                        Attached.NOTHING,
                        Optional.of(new EncryptedSince(KEY, NOW.minus(Duration.ofHours(1)))),
                        List.of(),
                        Progress.NONE));
    }

    /** AWS says that there is no stream, and nothing has been done yet. */
    public static Situation noStream() {
        return allIsWell().withStream(new ObservedStream.Missing()).withHistory(StreamHistory.NONE);
    }

    /** A new stream that is ours, ACTIVE, and not encrypted. */
    public static Situation notEncrypted() {
        return allIsWell().withKeyId(Optional.empty(), Optional.empty()).withHistory(StreamHistory.NONE);
    }

    public Assessment assess() {
        return assessAt(NOW);
    }

    public Assessment assessAt(Instant now) {
        return new Assessment(desired, seen, history, now);
    }

    public NextStep plan() {
        return new StreamPlanner().plan(assess());
    }

    public Situation withKey(String id) {
        return withDesired(desired.capacity(), desired.settings(), new WantedKey(id), desired.tags());
    }

    /** Nobody knows which key is wanted. */
    public Situation withUnresolvedKey(UnresolvedKey.Cause cause) {
        return withWantedKey(KeyAnswers.unresolved(cause));
    }

    public Situation withCapacity(Capacity capacity) {
        return withDesired(capacity, desired.settings(), desired.key(), desired.tags());
    }

    public Situation withShards(int shards) {
        return withCapacity(new Capacity.Provisioned(shards));
    }

    public Situation withRetention(int hours, Retention.OnDecrease onDecrease) {
        return withRetention(Optional.of(new Retention(hours, onDecrease)));
    }

    public Situation withAnyRetention() {
        return withRetention(Optional.empty());
    }

    private Situation withRetention(Optional<Retention> retention) {
        return with(SettingsBuilder.like(desired.settings()).retention(retention));
    }

    public Situation withMaxRecordSize(int kib) {
        return with(SettingsBuilder.like(desired.settings()).maxRecordSize(kib));
    }

    public Situation withMetrics(String... names) {
        return with(SettingsBuilder.like(desired.settings()).metrics(names));
    }

    public Situation withConsumers(String... names) {
        return with(SettingsBuilder.like(desired.settings()).consumers(names));
    }

    public Situation withPolicy(ResourcePolicy policy) {
        return with(SettingsBuilder.like(desired.settings()).policy(policy));
    }

    private Situation with(SettingsBuilder settings) {
        return withDesired(desired.capacity(), settings.build(), desired.key(), desired.tags());
    }

    public Situation withSpecTags(Map<String, String> tags) {
        return withDesired(desired.capacity(), desired.settings(), desired.key(), tags);
    }

    public Situation withAdoption(Policies.Adoption adoption) {
        return withPolicies(new Policies(
                adoption, desired.policies().deletion(), desired.policies().management()));
    }

    public Situation withDeletion(Policies.Deletion deletion) {
        return withPolicies(new Policies(
                desired.policies().adoption(), deletion, desired.policies().management()));
    }

    public Situation observeOnly() {
        return withPolicies(new Policies(
                desired.policies().adoption(), desired.policies().deletion(), Policies.Management.OBSERVE_ONLY));
    }

    public Situation withPolicies(Policies policies) {
        return new Situation(
                new DesiredStream(
                        desired.id(),
                        desired.owner(),
                        desired.capacity(),
                        desired.settings(),
                        desired.key(),
                        desired.tags(),
                        policies),
                seen,
                history);
    }

    private Situation withDesired(Capacity capacity, WantedSettings settings, WantedKey key, Map<String, String> tags) {
        return new Situation(
                new DesiredStream(desired.id(), desired.owner(), capacity, settings, key, tags, desired.policies()),
                seen,
                history);
    }

    public Situation withStream(ObservedStream stream) {
        Optional<KeyLookup> currentKey = stream instanceof Present ? seen.currentKey() : Optional.empty();
        return withSeen(new Observation(stream, seen.wantedKey(), currentKey, seen.claims()));
    }

    public Situation withWantedKey(KeyLookup answer) {
        return wanting(answer).withSeen(new Observation(seen.stream(), answer, seen.currentKey(), seen.claims()));
    }

    /** Of a key that nobody knows, the spec gives no id. */
    private Situation wanting(KeyLookup answer) {
        return answer instanceof KeyLookup.Unresolved unresolved
                ? new Situation(
                        desired.withKey(WantedKey.unresolved("that Key shop/orders names", unresolved.why())),
                        seen,
                        history)
                : this;
    }

    /** What KMS says of the wanted key, which is also the one that the stream is under. */
    public Situation withBothKeys(KeyLookup answer) {
        if (answer instanceof KeyLookup.Unresolved) {
            return withWantedKey(answer);
        }
        return withSeen(new Observation(seen.stream(), answer, Optional.of(answer), seen.claims()));
    }

    public Situation withClaims(Claims claims) {
        return withSeen(new Observation(seen.stream(), seen.wantedKey(), seen.currentKey(), claims));
    }

    /** @param current what KMS says of the key that the stream is under */
    public Situation withKeyId(String keyId, KeyLookup current) {
        return withKeyId(Optional.of(keyId), Optional.of(current));
    }

    private Situation withKeyId(Optional<String> keyId, Optional<KeyLookup> current) {
        Situation described = with(DescriptionBuilder.like(description()).keyId(keyId));
        return described.withSeen(new Observation(described.seen.stream(), seen.wantedKey(), current, seen.claims()));
    }

    /** Kinesis no longer shows a key; what is remembered stays. */
    public Situation withoutEncryption() {
        return withKeyId(Optional.empty(), Optional.empty());
    }

    public Situation inState(StreamState state) {
        return with(DescriptionBuilder.like(description()).state(state));
    }

    public Situation created(Instant at) {
        return with(DescriptionBuilder.like(description()).createdAt(at));
    }

    public Situation havingShards(CapacityMode mode, int open) {
        return with(DescriptionBuilder.like(description()).shards(new ShardCount(mode, open)));
    }

    /** On demand, and ready for so much. */
    public Situation havingWarmThroughput(WarmThroughput found) {
        return with(DescriptionBuilder.like(description())
                .shards(new ShardCount(CapacityMode.ON_DEMAND, 4, Optional.of(found))));
    }

    public Situation havingRetention(int hours) {
        return with(DescriptionBuilder.like(description()).retention(hours));
    }

    public Situation havingMaxRecordSize(int kib) {
        return with(DescriptionBuilder.like(description()).maxRecordSize(kib));
    }

    public Situation havingMetrics(String... names) {
        return with(DescriptionBuilder.like(description()).metrics(new ShardMetrics(Set.of(names))));
    }

    public Situation havingConsumers(int consumers) {
        return with(DescriptionBuilder.like(description()).consumers(consumers));
    }

    /** AWS was asked, and listed these consumers. */
    public Situation havingListed(FanOutConsumer... consumers) {
        Situation counted = havingConsumers(consumers.length);
        return counted.withStream(new Present(
                counted.description(),
                present().tags(),
                new Attachments(
                        Optional.of(List.of(consumers)), present().attachments().policy())));
    }

    /** AWS was asked, and has this policy. */
    public Situation havingPolicy(ResourcePolicy policy) {
        return withStream(new Present(
                description(),
                present().tags(),
                new Attachments(present().attachments().consumers(), Optional.of(policy))));
    }

    /** This object once put a policy on the stream. */
    public Situation havingPutAPolicy() {
        return withAttached(new Attached(history.attached().consumers(), true));
    }

    /** This object once registered these. */
    public Situation havingRegistered(String... names) {
        return withAttached(new Attached(Set.of(names), history.attached().policy()));
    }

    private Situation withAttached(Attached attached) {
        return withHistory(new StreamHistory(
                history.last(),
                history.spent(),
                history.tagged(),
                attached,
                history.encrypted(),
                history.previousKeys(),
                history.progress()));
    }

    public Situation havingTags(Map<String, String> tags) {
        return withStream(new Present(description(), tags, present().attachments()));
    }

    /** The stream also has these tags. */
    public Situation alsoTagged(Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(present().tags());
        all.putAll(tags);
        return havingTags(all);
    }

    public Situation withHistory(StreamHistory changed) {
        return new Situation(desired, seen, changed);
    }

    /** AWS accepted an action so long ago. */
    public Situation afterAction(StreamAction action, Duration ago) {
        return withHistory(history.after(action, NOW.minus(ago)));
    }

    /** AWS accepted many actions, one a minute, the first of them so long ago. */
    public Situation afterActions(int times, StreamAction action, Duration ago) {
        StreamHistory changed = history;
        for (int i = 0; i < times; i++) {
            changed = changed.after(action, NOW.minus(ago).plus(Duration.ofMinutes(i)));
        }
        return withHistory(changed);
    }

    /** AWS accepted an action so often for this spec, the last time so long ago. */
    public Situation havingMade(int times, StreamAction action, Duration ago) {
        Progress progress = history.progress();
        for (int i = times - 1; i >= 0; i--) {
            progress = progress.after(action, NOW.minus(ago).minus(Duration.ofMinutes(i)));
        }
        return withHistory(history.with(progress));
    }

    /** Steps of some minutes each have led from one number of shards to another; the last was begun a minute ago. */
    public Situation onTheWay(int from, int to) {
        int wanted = ((Capacity.Provisioned) desired.capacity()).shards();
        Instant last = NOW.minus(Duration.ofMinutes(1));
        List<Integer> steps = Resharding.path(from, to);
        Instant begun = last.minus(Duration.ofMinutes(5).multipliedBy(steps.size() - 1));
        StreamHistory changed = history;
        for (int i = 0; i < steps.size(); i++) {
            changed = changed.after(
                    new StreamAction.Reshard(steps.get(i)),
                    begun.plus(Duration.ofMinutes(5).multipliedBy(i)));
        }
        return withHistory(changed.with(new Progress(List.of(), Optional.of(new Resharding(from, wanted, begun)))));
    }

    public Situation encryptedSince(String keyArn, Duration ago) {
        return withHistory(new StreamHistory(
                history.last(),
                history.spent(),
                history.tagged(),
                history.attached(),
                Optional.of(new EncryptedSince(keyArn, NOW.minus(ago))),
                history.previousKeys(),
                history.progress()));
    }

    private Situation with(DescriptionBuilder description) {
        return withStream(
                new Present(description.build(), present().tags(), present().attachments()));
    }

    private Situation withSeen(Observation changed) {
        return new Situation(desired, changed, history);
    }

    private StreamDescription description() {
        return present().description();
    }

    private Present present() {
        return (Present) seen.stream();
    }
}
