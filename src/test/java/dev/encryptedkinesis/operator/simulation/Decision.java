package dev.encryptedkinesis.operator.simulation;

/** What AWS decides about a request, with the words in which it says why not. */
enum Decision {
    ALLOWED(""),
    DENIED_BY_IDENTITY_POLICY(" with an explicit deny in an identity-based policy"),
    DENIED_BY_RESOURCE_POLICY(" with an explicit deny in a resource-based policy"),
    DENIED_BY_BOUNDARY(" with an explicit deny in a permissions boundary"),
    DENIED_BY_ORGANIZATION(" with an explicit deny in a service control policy"),
    NOT_IN_IDENTITY_POLICY(" because no identity-based policy allows the %s action"),
    NOT_IN_RESOURCE_POLICY(" because no resource-based policy allows the %s action"),
    NOT_IN_BOUNDARY(" because no permissions boundary allows the %s action"),
    NOT_IN_ORGANIZATION(" because no service control policy allows the %s action");

    private final String reason;

    Decision(String reason) {
        this.reason = reason;
    }

    boolean isAllowed() {
        return this == ALLOWED;
    }

    String message(AccessRequest request) {
        return "User: %s is not authorized to perform: %s on resource: %s"
                        .formatted(request.principal().sessionArn(), request.action(), request.resource())
                + reason.formatted(request.action());
    }
}
