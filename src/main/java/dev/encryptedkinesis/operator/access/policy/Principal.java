package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who asks, or who is named in a policy or a grant.
 *
 * @param arn of a role, a user, a session of either, or an account's root; or the name of a service, as
 *     kinesis.amazonaws.com
 */
public record Principal(String arn) {

    /** What kind of principal. A role does nothing by itself; here it stands for each of its sessions. */
    public enum Kind {
        ROLE,
        ROLE_SESSION,
        USER,
        FEDERATED_USER,
        ROOT,
        SERVICE
    }

    private static final int LONGEST = 2048;
    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):(iam|sts)::([0-9]{12}):(root|[a-z-]+/[^:*?\\s]+)");
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /** @throws IllegalArgumentException if that names no principal */
    public Principal {
        if (kindOf(arn).isEmpty()) {
            throw new IllegalArgumentException(
                    "Not the ARN of a role, a user, a session or an account's root, nor a service's name.");
        }
    }

    /** Empty if that names no principal. */
    public static Optional<Principal> of(String arn) {
        return kindOf(arn).map(kind -> new Principal(arn));
    }

    public Kind kind() {
        return kindOf(arn).orElseThrow();
    }

    /** Of twelve digits; empty for a service. */
    public Optional<String> account() {
        return part(3);
    }

    /** As aws or aws-cn; empty for a service. */
    public Optional<String> partition() {
        return part(1);
    }

    /**
     * The role's ARN for a role and for a session of one. The ARN of a session does not have its role's path: what is made
     * from it is the ARN of the role only if that has none.
     */
    public Optional<String> asRoleArn() {
        return switch (kind()) {
            case ROLE -> Optional.of(arn);
            case ROLE_SESSION ->
                Optional.of("arn:%s:iam::%s:role/%s"
                        .formatted(partition().orElseThrow(), account().orElseThrow(), name().orElseThrow()));
            case USER, FEDERATED_USER, ROOT, SERVICE -> Optional.empty();
        };
    }

    /** Of a role, also for its sessions, or of a user; without the path. Unique in its account, whatever the path. */
    public Optional<String> name() {
        String[] path = arn.split("/", -1);
        return switch (kind()) {
            case ROLE, USER, FEDERATED_USER -> Optional.of(path[path.length - 1]);
            case ROLE_SESSION -> Optional.of(path[1]);
            case ROOT, SERVICE -> Optional.empty();
        };
    }

    private Optional<String> part(int group) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
    }

    private static Optional<Kind> kindOf(String arn) {
        if (arn.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            return SERVICE_NAME.matcher(arn).matches() ? Optional.of(Kind.SERVICE) : Optional.empty();
        }
        String[] path = matcher.group(4).split("/", -1);
        return switch (matcher.group(2) + ":" + path[0]) {
            case "iam:root" -> Optional.of(Kind.ROOT);
            case "iam:role" -> named(path, Kind.ROLE);
            case "iam:user" -> named(path, Kind.USER);
            case "sts:assumed-role" -> path.length == 3 ? named(path, Kind.ROLE_SESSION) : Optional.empty();
            case "sts:federated-user" -> path.length == 2 ? named(path, Kind.FEDERATED_USER) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Kind> named(String[] path, Kind kind) {
        return path[1].isEmpty() || path[path.length - 1].isEmpty() ? Optional.empty() : Optional.of(kind);
    }
}
