package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.stream.Failure;

/** What to say when AWS does not answer a question that somebody asked with credentials of their own. */
final class Unanswered {

    /** The resource of permissions that are on nothing in particular. */
    static final String ANY = "*";

    private Unanswered() {}

    /**
     * @param action the permission that the question takes, as kms:DescribeKey
     * @param resource what the permission has to be on
     */
    static Check check(String id, String title, String action, String resource, Failure failure) {
        return switch (failure.kind()) {
            case CREDENTIALS_UNUSABLE -> credentials(id, title, failure);
            case DENIED, KEY_ACCESS_DENIED ->
                Check.unknown(id, title, "you may not look: %s (%s)".formatted(failure.message(), failure.code()))
                        .fixedBy(withCredentialsFor(action + (resource.equals(ANY) ? "" : " on " + resource)));
            case THROTTLED ->
                Check.unknown(id, title, "AWS takes no more questions just now (%s)".formatted(failure.code()))
                        .fixedBy(Fix.of("Run this again in a moment."));
            case TRANSIENT,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    AMBIGUOUS,
                    KEY_DISABLED,
                    KEY_IN_INVALID_STATE,
                    KEY_NOT_FOUND ->
                Check.unknown(
                        id,
                        title,
                        "%s had no usable answer: %s (%s)".formatted(action, failure.message(), failure.code()));
        };
    }

    static Fix withCredentialsFor(String permissions) {
        return Fix.of("Run this with credentials that have " + permissions + ".");
    }

    /** The permission that an operation takes. */
    static String permission(String operation) {
        return switch (operation) {
            case "GetKeyPolicy", "ListGrants" -> "kms:" + operation;
            case "SimulatePrincipalPolicy" -> "iam:" + operation;
            default -> "kinesis:" + operation;
        };
    }

    /** By code: what the operator says of its own credentials is no help to a person. */
    private static Check credentials(String id, String title, Failure failure) {
        Check unreached = Check.of(
                id,
                title,
                Outcome.UNREACHED,
                switch (failure.code()) {
                    case "NoCredentials" -> "no AWS credentials were found";
                    case "RoleNotAssumed" -> "AWS STS does not let you assume the role that is to be used";
                    case "ExpiredToken", "ExpiredTokenException" -> "the AWS credentials have expired";
                    default -> "AWS does not take the credentials (%s)".formatted(failure.code());
                });
        return unreached.fixedBy(
                Fix.of("Sign in, for example with aws sso login, or name other credentials with AWS_PROFILE."));
    }
}
