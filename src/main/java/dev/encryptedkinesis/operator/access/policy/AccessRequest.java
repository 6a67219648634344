package dev.encryptedkinesis.operator.access.policy;

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
        return new AccessRequest(principal, action, resourceArn, PrincipalContext.of(principal));
    }

    /** To Kinesis, in that Region. */
    public static AccessRequest toKinesis(Principal principal, String action, String streamArn, String region) {
        return of(principal, action, streamArn).inRegion(region);
    }

    /**
     * To KMS, which Kinesis makes with the principal's permissions to read from or write to a stream: with the stream's ARN
     * as the only encryption context.
     */
    public static AccessRequest throughKinesis(
            Principal principal, String action, String keyArn, String streamArn, String region) {
        AccessRequest request = of(principal, action, keyArn).inRegion(region);
        RequestContext context = request.context
                .with("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .with("kms:KeySpec", "SYMMETRIC_DEFAULT")
                .with("kms:KeyUsage", "ENCRYPT_DECRYPT")
                .withEncryptionContext(Map.of("aws:kinesis:arn", streamArn));
        if (principal.account().isPresent()) {
            context = context.with("kms:CallerAccount", principal.account().get());
        }
        // What services are called in other partitions is documented for some services only.
        if (keyArn.startsWith("arn:aws:") || keyArn.startsWith("arn:aws-us-gov:")) {
            context = context.with("kms:ViaService", "kinesis.%s.amazonaws.com".formatted(region));
        }
        return request.with(context);
    }

    /** The same, with another context. */
    public AccessRequest with(RequestContext other) {
        return new AccessRequest(principal, action, resourceArn, other);
    }

    /** Kinesis and KMS have endpoints for HTTPS only. */
    private AccessRequest inRegion(String region) {
        RequestContext known = context.with("aws:RequestedRegion", region).with("aws:SecureTransport", "true");
        String[] parts = resourceArn.split(":", 6);
        return with(parts.length == 6 && !parts[4].isEmpty() ? known.with("aws:ResourceAccount", parts[4]) : known);
    }
}
