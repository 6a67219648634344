package dev.encryptedkinesis.operator.simulation;

/** Who works at {@link AwsConsole}: nothing is refused. */
record Anybody(Principal principal) implements Subject {
    Anybody(String account) {
        this(Principal.of("arn:aws:iam::%s:role/administrator".formatted(account), "console"));
    }

    @Override
    public Caller caller() {
        return Caller.SOMEBODY_ELSE;
    }

    @Override
    public void checkCredentials(Service service) {
        // Always good.
    }

    @Override
    public OwnSide ownSide(AccessRequest request) {
        return OwnSide.ALLOWS;
    }
}
