package dev.encryptedkinesis.operator.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What AWS judges.
 *
 * @param action such as {@code kms:Decrypt}
 * @param resource its ARN, or {@code *}
 * @param context what conditions may ask for; the names of its keys are the same in upper and lower case
 */
record AccessRequest(Principal principal, String action, String resource, Map<String, String> context) {
    private static final String ENCRYPTION_CONTEXT = "kms:EncryptionContext:";

    AccessRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = copy;
    }

    /** A request that its sender makes itself. */
    static AccessRequest direct(Principal principal, String action, String resource) {
        return new AccessRequest(
                principal,
                action,
                resource,
                Map.of(
                        "aws:PrincipalArn", principal.identityArn(),
                        "aws:PrincipalAccount", principal.account(),
                        "kms:CallerAccount", principal.account()));
    }

    /** The same request, made on the sender's behalf by Kinesis, which adds the stream as encryption context. */
    AccessRequest viaKinesis(String region, String streamArn) {
        return with("kms:ViaService", "kinesis.%s.amazonaws.com".formatted(region))
                .with(ENCRYPTION_CONTEXT + "aws:kinesis:arn", streamArn);
    }

    AccessRequest with(String key, String value) {
        Map<String, String> more = new TreeMap<>(context);
        more.put(key, value);
        return new AccessRequest(principal, action, resource, more);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(context.get(key));
    }

    /** The encryption context, by its own names. */
    Map<String, String> encryptionContext() {
        Map<String, String> pairs = new TreeMap<>();
        context.forEach((key, value) -> {
            if (key.regionMatches(true, 0, ENCRYPTION_CONTEXT, 0, ENCRYPTION_CONTEXT.length())) {
                pairs.put(key.substring(ENCRYPTION_CONTEXT.length()), value);
            }
        });
        return pairs;
    }
}
