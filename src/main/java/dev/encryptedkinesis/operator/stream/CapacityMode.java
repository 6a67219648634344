package dev.encryptedkinesis.operator.stream;

/** Who decides about the number of shards. */
public enum CapacityMode {
    PROVISIONED("Provisioned"),
    ON_DEMAND("OnDemand");

    private final String inWords;

    CapacityMode(String inWords) {
        this.inWords = inWords;
    }

    /** As people write it in a spec. */
    String inWords() {
        return inWords;
    }
}
