package dev.encryptedkinesis.operator.simulation;

import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the operator's principal may do: everything, but for what was denied; and whether its credentials are good. */
final class Permissions {
    private static final String ANY = "*";

    /** The state of the operator's credentials. */
    enum Credentials {
        VALID,
        EXPIRED,
        MISSING
    }

    private record Denial(String action, String resource) {}

    private final String account;
    private final Set<Denial> denials = new HashSet<>();
    private Credentials credentials = Credentials.VALID;

    Permissions(String account) {
        this.account = account;
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

    boolean allows(String action, String resource) {
        return !denials.contains(new Denial(action, ANY)) && !denials.contains(new Denial(action, resource));
    }

    /** Refuses as every service does. */
    void require(Service service, String action, String arn) {
        if (!allows(action, arn)) {
            throw AwsErrors.of(
                    service,
                    "AccessDeniedException",
                    400,
                    ("User: arn:aws:sts::%s:assumed-role/operator/session is not authorized to perform: %s "
                                    + "on resource: %s because no identity-based policy allows the %s action")
                            .formatted(account, action, arn, action));
        }
    }

    /** Fails as the SDK does without credentials, or as every service does with expired ones. */
    void checkCredentials(Service service) {
        switch (credentials) {
            case VALID -> {}
            case EXPIRED ->
                throw AwsErrors.of(
                        service, "ExpiredTokenException", 400, "The security token included in the request is expired");
            case MISSING ->
                throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        }
    }
}
