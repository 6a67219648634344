package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;

/**
 * How long the asynchronous steps of a stream take; each time is drawn by seed from its range.
 *
 * @param creation CREATING to ACTIVE
 * @param deletion DELETING until the stream is gone
 * @param encryption UPDATING after encryption was started, changed or stopped
 * @param resharding UPDATING after the shard count was changed, on top of which comes {@code perShard}
 * @param perShard for each shard that is opened or closed
 * @param modeSwitch UPDATING after a switch of the capacity mode
 * @param settings UPDATING after a change of retention, metrics or record size
 * @param consumer a fan-out consumer's registration or removal
 * @param propagation until changes of who may do what count everywhere
 */
public record Delays(
        Range creation,
        Range deletion,
        Range encryption,
        Range resharding,
        Range perShard,
        Range modeSwitch,
        Range settings,
        Range consumer,
        Propagation propagation) {

    /**
     * @param policy a key policy or an identity policy, until requests are judged by it
     * @param grant a grant or its end, until it shows, and until requests are judged by it: each drawn
     * @param trail a call, until CloudTrail finds it
     */
    public record Propagation(Range policy, Range grant, Range trail) {
        /**
         * KMS's guide says "a few seconds, in some cases several minutes", and of grants "usually less than five
         * minutes"; IAM's says "eventually"; CloudTrail's says "within 15 minutes".
         */
        static Propagation likeAws() {
            return new Propagation(Range.seconds(1, 60), Range.seconds(1, 300), Range.seconds(60, 900));
        }
    }

    /** From shortest to longest, both included, to the millisecond. */
    public record Range(Duration shortest, Duration longest) {
        public Range {
            if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException("Not a range: " + shortest + " to " + longest);
            }
        }

        static Range seconds(int shortest, int longest) {
            return new Range(Duration.ofSeconds(shortest), Duration.ofSeconds(longest));
        }

        Duration draw(Dice dice, String topic) {
            return dice.between(topic, shortest, longest);
        }
    }

    /**
     * As on AWS. The developer guide says only that encryption takes "seconds to minutes", that a resharding takes
     * longer the more shards it touches, and nothing about the others: all the numbers are assumptions, wide ones.
     */
    public static Delays likeAws() {
        return new Delays(
                Range.seconds(10, 60),
                Range.seconds(10, 120),
                Range.seconds(5, 180),
                Range.seconds(20, 60),
                Range.seconds(1, 3),
                Range.seconds(10, 180),
                Range.seconds(2, 30),
                Range.seconds(5, 30),
                Propagation.likeAws());
    }

    /** Every step takes exactly this long, however many shards there are. */
    public static Delays fixed(Duration each) {
        Range range = new Range(each, each);
        Range none = new Range(Duration.ZERO, Duration.ZERO);
        return new Delays(range, range, range, range, none, range, range, range, new Propagation(range, range, range));
    }
}
