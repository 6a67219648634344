package dev.encryptedkinesis.operator.simulation;

/** A producer or consumer, by its role or user: its policies in the simulated IAM decide. */
record Application(Principal principal, Identities identities) implements Subject {
    @Override
    public Caller caller() {
        return Caller.APPLICATION;
    }

    @Override
    public void checkCredentials(Service service) {
        // Always good.
    }

    @Override
    public OwnSide ownSide(AccessRequest request) {
        return identities.ownSide(request);
    }
}
