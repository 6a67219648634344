package dev.encryptedkinesis.operator.stream;

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

    record OnDemand() implements Capacity {
        @Override
        public CapacityMode mode() {
            return CapacityMode.ON_DEMAND;
        }
    }
}
