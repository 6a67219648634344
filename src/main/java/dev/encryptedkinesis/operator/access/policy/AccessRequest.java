package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Principal.Kind;
import java.util.Map;

/**
 * One request, with what is known of its context.
 *
 * @param action as kms:Decrypt
 * @param resourceArn of the stream or the key; never of an alias
 */
public record AccessRequest(Principal principal, String action, String resourceArn, RequestContext context) {

    /** With what follows from the principal, and no more. */
    public static AccessRequest of(Principal principal, String action, String resourceArn) {
        return new AccessRequest(principal, action, resourceArn, ofPrincipal(RequestContext.NOTHING_KNOWN, principal));
    }

    /** To Kinesis, in that Region. */
    public static AccessRequest toKinesis(Principal principal, String action, String streamArn, String region) {
        AccessRequest request = of(principal, action, streamArn);
        return request.with(
                request.context.with("aws:RequestedRegion", region).with("aws:ResourceAccount", accountOf(streamArn)));
    }

    /**
     * To KMS, which Kinesis makes with the principal's permissions to read from or write to a stream: with the stream's ARN
     * as the only encryption context.
     */
    public static AccessRequest throughKinesis(
            Principal principal, String action, String keyArn, String streamArn, String region) {
        AccessRequest request = of(principal, action, keyArn);
        RequestContext context = request.context
                .with("aws:RequestedRegion", region)
                .with("aws:ResourceAccount", accountOf(keyArn))
                .with("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .with("kms:KeySpec", "SYMMETRIC_DEFAULT")
                .with("kms:KeyUsage", "ENCRYPT_DECRYPT")
                .withEncryptionContext(Map.of("aws:kinesis:arn", streamArn));
        if (principal.account().isPresent()) {
            context = context.with("kms:CallerAccount", principal.account().get());
        }
        // The names that services have in other partitions are documented for some services only.
        if (keyArn.startsWith("arn:aws:") || keyArn.startsWith("arn:aws-us-gov:")) {
            context = context.with("kms:ViaService", "kinesis.%s.amazonaws.com".formatted(region));
        }
        return request.with(context);
    }

    /** The same, with another context. */
    public AccessRequest with(RequestContext other) {
        return new AccessRequest(principal, action, resourceArn, other);
    }

    private static RequestContext ofPrincipal(RequestContext context, Principal principal) {
        RequestContext all =
                context.with("aws:PrincipalIsAWSService", Boolean.toString(principal.kind() == Kind.SERVICE));
        if (principal.account().isPresent()) {
            all = all.with("aws:PrincipalAccount", principal.account().get())
                    .withAbsent("aws:PrincipalServiceName")
                    .withAbsent("aws:PrincipalServiceNamesList");
        }
        return switch (principal.kind()) {
            case ROLE ->
                all.with("aws:PrincipalArn", principal.arn())
                        .with("aws:PrincipalType", "AssumedRole")
                        .withAbsent("aws:username");
            // The role's path, which aws:PrincipalArn has, is not known.
            case ROLE_SESSION -> all.with("aws:PrincipalType", "AssumedRole").withAbsent("aws:username");
            case USER ->
                all.with("aws:PrincipalArn", principal.arn())
                        .with("aws:PrincipalType", "User")
                        .with("aws:username", principal.name().orElseThrow());
            case FEDERATED_USER ->
                all.with("aws:PrincipalArn", principal.arn()).with("aws:PrincipalType", "FederatedUser");
            case ROOT -> all.with("aws:PrincipalArn", principal.arn()).with("aws:PrincipalType", "Account");
            case SERVICE -> all.with("aws:PrincipalServiceName", principal.arn());
        };
    }

    private static String accountOf(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }
}
