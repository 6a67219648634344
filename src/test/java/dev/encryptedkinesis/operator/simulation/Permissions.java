package dev.encryptedkinesis.operator.simulation;

import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the operator's principal may do: everything, but for what was denied; and whether its credentials are good. */
final class Permissions implements Subject {
    private static final String ANY = "*";

    /** The state of the operator's credentials. */
    enum Credentials {
        VALID,
        EXPIRED,
        MISSING
    }

    private record Denial(String action, String resource) {}

    private final Principal principal;
    private final Set<Denial> denials = new HashSet<>();
    private Credentials credentials = Credentials.VALID;

    Permissions(String account) {
        principal = Principal.of("arn:aws:iam::%s:role/operator".formatted(account), "session");
    }

    void deny(String action) {
        denials.add(new Denial(action, ANY));
    }

    void deny(String action, String resource) {
        denials.add(new Denial(action, resource));
    }

    void allow(String action) {
        denials.removeIf(denial -> denial.action.equals(action));
    }

    void credentials(Credentials state) {
        credentials = state;
    }

    @Override
    public Caller caller() {
        return Caller.OPERATOR;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    /** What was denied stays so, even if the policy of a key or a stream allows it. */
    @Override
    public OwnSide ownSide(AccessRequest request) {
        boolean denied = denials.contains(new Denial(request.action(), ANY))
                || denials.contains(new Denial(request.action(), request.resource()));
        return denied ? OwnSide.refuses(Decision.NOT_IN_IDENTITY_POLICY) : OwnSide.ALLOWS;
    }

    /** Fails as the SDK does without credentials, or as every service does with expired ones. */
    @Override
    public void checkCredentials(Service service) {
        switch (credentials) {
            case VALID -> {}
            case EXPIRED -> throw service.expiredCredentials();
            case MISSING ->
                throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        }
    }
}
