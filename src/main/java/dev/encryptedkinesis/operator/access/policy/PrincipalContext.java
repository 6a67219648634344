package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Principal.Kind;

/** The context keys that follow from who asks: the table "Principal key values" of the IAM user guide, and its neighbours. */
final class PrincipalContext {

    private PrincipalContext() {}

    static RequestContext of(Principal principal) {
        RequestContext context = withKind(
                RequestContext.NOTHING_KNOWN.with(
                        "aws:PrincipalIsAWSService", Boolean.toString(principal.kind() == Kind.SERVICE)),
                principal);
        return principal
                .account()
                .map(account -> context.with("aws:PrincipalAccount", account)
                        .withAbsent("aws:PrincipalServiceName")
                        .withAbsent("aws:PrincipalServiceNamesList"))
                .orElse(context);
    }

    private static RequestContext withKind(RequestContext context, Principal principal) {
        return switch (principal.kind()) {
            case ROLE -> named(context, principal, "AssumedRole").withAbsent("aws:username");
            // aws:PrincipalArn is the role's, with its path, which the session's ARN does not have.
            case ROLE_SESSION ->
                context.with("aws:PrincipalType", "AssumedRole").withAbsent("aws:username");
            case USER ->
                named(context, principal, "User")
                        .with("aws:username", principal.name().orElseThrow());
            case FEDERATED_USER -> named(context, principal, "FederatedUser").withAbsent("aws:username");
            case ROOT -> named(context, principal, "Account").withAbsent("aws:username");
            case SERVICE -> context.with("aws:PrincipalServiceName", principal.arn());
        };
    }

    private static RequestContext named(RequestContext context, Principal principal, String type) {
        return context.with("aws:PrincipalArn", principal.arn()).with("aws:PrincipalType", type);
    }
}
