package dev.encryptedkinesis.operator.stream;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One change of a stream; each is one call to Kinesis. */
public sealed interface StreamAction {

    /** Says what is done, with the name that AWS has for it. Equal for equal actions. */
    String description();

    /** @param tags at most 50; AWS puts them on with the creation, so that no stream of ours is ever without them */
    record Create(Capacity capacity, Map<String, String> tags) implements StreamAction {

        static final String NAME = "CreateStream";

        @Override
        public String description() {
            return NAME;
        }
    }

    /**
     * @param keyId the key's ARN: unlike an alias it names the same key for ever. For the AWS-managed key its alias,
     *     which cannot be moved
     */
    record StartEncryption(String keyId) implements StreamAction {

        static final String NAME = "StartStreamEncryption";

        @Override
        public String description() {
            return NAME + " with " + keyId;
        }
    }

    /** @param hours 24 to 8760 */
    record IncreaseRetention(int hours) implements StreamAction {
        @Override
        public String description() {
            return "IncreaseStreamRetentionPeriod to " + hours + " hours";
        }
    }

    /** @param hours 24 to 8760 */
    record DecreaseRetention(int hours) implements StreamAction {
        @Override
        public String description() {
            return "DecreaseStreamRetentionPeriod to " + hours + " hours";
        }
    }

    record SwitchMode(String streamArn, CapacityMode mode) implements StreamAction {
        @Override
        public String description() {
            return "UpdateStreamMode to " + mode;
        }
    }

    /** @param shards at most twice and at least half of the present number */
    record Reshard(int shards) implements StreamAction {
        @Override
        public String description() {
            return "UpdateShardCount to " + shards;
        }
    }

    /** @param kib 1024 to 10240 */
    record UpdateMaxRecordSize(String streamArn, int kib) implements StreamAction {
        @Override
        public String description() {
            return "UpdateMaxRecordSize to " + kib + " KiB";
        }
    }

    /** @param mibps 1 to 10,240, in MiB/s */
    record UpdateWarmThroughput(String streamArn, int mibps) implements StreamAction {
        @Override
        public String description() {
            return "UpdateStreamWarmThroughput to " + mibps + " MiB/s";
        }
    }

    record EnableMetrics(Set<String> names) implements StreamAction {
        @Override
        public String description() {
            return "EnableEnhancedMonitoring " + String.join(", ", new TreeSet<>(names));
        }
    }

    record DisableMetrics(Set<String> names) implements StreamAction {
        @Override
        public String description() {
            return "DisableEnhancedMonitoring " + String.join(", ", new TreeSet<>(names));
        }
    }

    /** @param name letters, digits, '_', '.', '-'; at most 128 */
    record RegisterConsumer(String streamArn, String name) implements StreamAction {
        @Override
        public String description() {
            return "RegisterStreamConsumer " + name;
        }
    }

    record DeregisterConsumer(String consumerArn, String name) implements StreamAction {
        @Override
        public String description() {
            return "DeregisterStreamConsumer " + name;
        }
    }

    record PutPolicy(String streamArn, ResourcePolicy policy) implements StreamAction {
        @Override
        public String description() {
            return "PutResourcePolicy (" + policy.fingerprint() + ")";
        }
    }

    record DeletePolicy(String streamArn) implements StreamAction {
        @Override
        public String description() {
            return "DeleteResourcePolicy";
        }
    }

    record AddTags(Map<String, String> tags) implements StreamAction {
        @Override
        public String description() {
            return "AddTagsToStream " + String.join(", ", new TreeSet<>(tags.keySet()));
        }
    }

    record RemoveTags(Set<String> keys) implements StreamAction {
        @Override
        public String description() {
            return "RemoveTagsFromStream " + String.join(", ", new TreeSet<>(keys));
        }
    }

    record Delete(Consumers consumers) implements StreamAction {

        public static final String NAME = "DeleteStream";

        /** What to do about registered fan-out consumers. */
        public enum Consumers {
            KEEP_STREAM_IF_ANY,
            DEREGISTER
        }

        @Override
        public String description() {
            return NAME;
        }
    }
}
