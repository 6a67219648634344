package dev.encryptedkinesis.operator.stream;

import java.util.Optional;

/** The capacity that is wanted. */
public sealed interface Capacity {

    CapacityMode mode();

    /** @param shards number of open shards, 1 to 10,000 */
    record Provisioned(int shards) implements Capacity {
        @Override
        public CapacityMode mode() {
            return CapacityMode.PROVISIONED;
        }
    }

    /** @param warmThroughputMiBps what the stream is to be ready for at any moment, 1 to 10,240; empty: left as it is */
    record OnDemand(Optional<Integer> warmThroughputMiBps) implements Capacity {

        public OnDemand() {
            this(Optional.empty());
        }

        @Override
        public CapacityMode mode() {
            return CapacityMode.ON_DEMAND;
        }
    }
}
