package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.SimulatedKey.Kind;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The world outside the operator: what other programs and humans do in the account. Nothing here is throttled, denied,
 * stale or disturbed by faults, and the journal keeps it apart. Thread safe.
 */
public final class AwsConsole {
    /** Not an IAM action: KMS's refusal when Kinesis uses a key on the caller's behalf, which the key's policy decides. */
    static final String KINESIS_USES_KEY = "kinesis uses key";

    private final World world;
    private final Permissions operator;
    private final Streams streams;
    private final Keys keys;
    private final KinesisClient kinesis;
    private final KmsClient kms;
    private final Queue queue;
    private final SqsClient sqs;
    private final AccessConsole access;

    /** @param operator what the operator may do */
    AwsConsole(World world, Permissions operator, Streams streams, Keys keys, Queue queue) {
        this.world = world.as(new Anybody(world.account()));
        this.operator = operator;
        this.streams = streams;
        this.keys = keys;
        Authorizer authorizer = new Authorizer(this.world, keys, streams);
        this.kinesis = new SimulatedKinesis(this.world, streams, keys, authorizer);
        this.kms = new SimulatedKms(this.world, keys, authorizer);
        this.queue = queue;
        this.sqs = new SimulatedSqs(this.world, queue, authorizer);
        this.access = new AccessConsole(this.world, keys, new SimulatedIam(this.world, authorizer));
    }

    /** Kinesis as somebody else uses it: to create, retag, encrypt, stop the encryption of, or delete streams. */
    public KinesisClient kinesis() {
        return kinesis;
    }

    /** KMS as somebody else uses it: to disable, enable and delete keys, and to move aliases. */
    public KmsClient kms() {
        return kms;
    }

    /** Creates the account's queue; its URL. */
    public String createQueue() {
        return locked(queue::create);
    }

    /** Writes to the queue, as EventBridge does, or whoever may. */
    public void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody(body));
    }

    /** How many messages are in the queue, those that somebody has received and not deleted included. */
    public int queued() {
        return locked(queue::size);
    }

    /** Roles, their policies, and the policies of keys. */
    public AccessConsole access() {
        return access;
    }

    /** Creates a provisioned stream that is ACTIVE at once. */
    public void createActiveStream(String name, int shards, Map<String, String> tags) {
        kinesis.createStream(
                request -> request.streamName(name).shardCount(shards).tags(tags.isEmpty() ? null : tags));
        settle(name);
    }

    /** Encrypts a stream under a key of any form, at once. */
    public void encrypt(String stream, String keyId) {
        kinesis.startStreamEncryption(
                request -> request.streamName(stream).encryptionType("KMS").keyId(keyId));
        settle(stream);
    }

    /** Ends a stream's encryption, at once: what the operator never does. */
    public void stopEncryption(String stream) {
        String key = kinesis.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .keyId();
        kinesis.stopStreamEncryption(
                request -> request.streamName(stream).encryptionType("KMS").keyId(key));
        settle(stream);
    }

    /** Deletes a stream with its consumers; it is gone at once. */
    public void deleteStream(String name) {
        kinesis.deleteStream(request -> request.streamName(name).enforceConsumerDeletion(true));
        settle(name);
    }

    /** Brings to its end at once what a stream is going through: creation, an update, deletion. */
    public void settle(String stream) {
        locked(() -> {
            streams.last(stream).ifPresent(found -> found.versions().hasten(world.now()));
            return stream;
        });
    }

    /** @return the ARN of a new symmetric encryption key */
    public String createKey() {
        return create(world.account(), Kind.SYMMETRIC);
    }

    /** @return the ARN of a new RSA key, under which no stream can be encrypted */
    public String createAsymmetricKey() {
        return create(world.account(), Kind.of(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT));
    }

    /** @return the ARN of a new multi-Region key */
    public String createMultiRegionKey() {
        return create(world.account(), Kind.MULTI_REGION);
    }

    /** @return the ARN of a new symmetric key of another account, which allows this one its use */
    public String createKeyOfAccount(String account) {
        return create(account, Kind.SYMMETRIC);
    }

    /** Points an alias ({@code alias/name}) at a key, whether the alias exists already or not. */
    public void pointAlias(String alias, String keyId) {
        boolean exists = locked(() -> keys.alias(alias, world.now()).isPresent());
        if (exists) {
            kms.updateAlias(request -> request.aliasName(alias).targetKeyId(keyId));
        } else {
            kms.createAlias(request -> request.aliasName(alias).targetKeyId(keyId));
        }
    }

    public void disableKey(String keyId) {
        kms.disableKey(request -> request.keyId(keyId));
    }

    public void enableKey(String keyId) {
        kms.enableKey(request -> request.keyId(keyId));
    }

    /** @param days 7 to 30, after which the key is gone */
    public void scheduleKeyDeletion(String keyId, int days) {
        kms.scheduleKeyDeletion(request -> request.keyId(keyId).pendingWindowInDays(days));
    }

    /** Leaves the key disabled, as AWS does. */
    public void cancelKeyDeletion(String keyId) {
        kms.cancelKeyDeletion(request -> request.keyId(keyId));
    }

    /** From now on other programs of the account ask KMS for this many data keys, or the like, a second. */
    public void useKms(double requestsPerSecond) {
        change(() -> world.usage().ofOthers(world.now(), requestsPerSecond));
    }

    /**
     * Takes a permission from the operator on everything.
     *
     * @param action such as {@code kinesis:CreateStream}, {@code kms:DescribeKey}, {@code kms:GenerateDataKey}
     */
    public void deny(String action) {
        change(() -> operator.deny(action));
    }

    /** Takes a permission from the operator on one stream or key, named by its ARN. */
    public void deny(String action, String arn) {
        change(() -> operator.deny(action, arn));
    }

    /** Gives a permission back that was denied, on everything. */
    public void allow(String action) {
        change(() -> operator.allow(action));
    }

    /** From now on StartStreamEncryption with this key (an ARN) is refused by KMS, though DescribeKey is not. */
    public void denyKinesisTheKey(String keyArn) {
        change(() -> operator.deny(KINESIS_USES_KEY, keyArn));
    }

    public void allowKinesisAllKeys() {
        change(() -> operator.allow(KINESIS_USES_KEY));
    }

    /** From now on every call of the operator gets ExpiredTokenException. */
    public void expireCredentials() {
        change(() -> operator.credentials(Permissions.Credentials.EXPIRED));
    }

    /** From now on the operator's SDK finds no credentials: SdkClientException. */
    public void loseCredentials() {
        change(() -> operator.credentials(Permissions.Credentials.MISSING));
    }

    public void restoreCredentials() {
        change(() -> operator.credentials(Permissions.Credentials.VALID));
    }

    private String create(String account, Kind kind) {
        return locked(() -> keys.create(account, kind).arn());
    }

    private void change(Runnable change) {
        locked(() -> {
            change.run();
            return Boolean.TRUE;
        });
    }

    private <T> T locked(Supplier<T> act) {
        world.lock().lock();
        try {
            return act.get();
        } finally {
            world.lock().unlock();
        }
    }
}
