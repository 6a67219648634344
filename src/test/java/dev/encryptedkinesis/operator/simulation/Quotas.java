package dev.encryptedkinesis.operator.simulation;

/**
 * The account's quotas in its Region that can be raised, and how much of the call rates other programs take. Source: the
 * Kinesis developer guide, "Quotas and limits", and the KMS developer guide, "Request quotas".
 *
 * @param shards open shards of all provisioned streams
 * @param onDemandStreams streams in on-demand mode
 * @param kmsRequests symmetric cryptographic operations a second
 * @param usedByOthers the share of every call rate that other programs use up: 0 (none) up to, but not, 1
 * @param minimum whether the account has committed itself to pay for a minimum throughput
 */
public record Quotas(int shards, int onDemandStreams, int kmsRequests, double usedByOthers, Minimum minimum) {

    /** On-demand Advantage; with it, streams on demand may have a warm throughput. */
    public enum Minimum {
        NONE,
        COMMITTED
    }

    public Quotas {
        if (usedByOthers < 0 || usedByOthers >= 1) {
            throw new IllegalArgumentException("A share from 0 up to, but not, 1: " + usedByOthers);
        }
    }

    /** The defaults of a new account: the guide grants some Regions 6,000 shards, without a list, so 1,000 here. */
    public static Quotas of(String region) {
        int shards = switch (region) {
            case "us-east-1", "us-west-2", "eu-west-1" -> 20_000;
            default -> 1_000;
        };
        int kmsRequests = switch (region) {
            case "us-east-1", "us-west-2", "eu-west-1" -> 100_000;
            case "us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1", "eu-west-2" ->
                20_000;
            default -> 10_000;
        };
        return new Quotas(shards, 50, kmsRequests, 0, Minimum.NONE);
    }

    public Quotas withShards(int limit) {
        return new Quotas(limit, onDemandStreams, kmsRequests, usedByOthers, minimum);
    }

    public Quotas withOnDemandStreams(int limit) {
        return new Quotas(shards, limit, kmsRequests, usedByOthers, minimum);
    }

    public Quotas withKmsRequests(int perSecond) {
        return new Quotas(shards, onDemandStreams, perSecond, usedByOthers, minimum);
    }

    public Quotas withUsedByOthers(double share) {
        return new Quotas(shards, onDemandStreams, kmsRequests, share, minimum);
    }

    public Quotas withMinimumCommitted() {
        return new Quotas(shards, onDemandStreams, kmsRequests, usedByOthers, Minimum.COMMITTED);
    }
}
