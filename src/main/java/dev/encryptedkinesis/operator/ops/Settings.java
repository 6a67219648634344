package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.ops.Features.AwsIdentities;
import dev.encryptedkinesis.operator.push.QueueUrl;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is set from outside, by environment variables. What concerns AWS alone is left to the SDK's own variables
 * (AWS_REGION, AWS_ENDPOINT_URL_KINESIS, AWS_ROLE_ARN, ...).
 *
 * @param instance name of this process: the Pod's (POD_NAME)
 * @param leaseNamespace where the leader's Lease lies (POD_NAMESPACE); empty: no leader is elected, as on a laptop
 * @param clusterId tells this cluster's streams from another's (CLUSTER_ID); empty: the uid of namespace kube-system
 * @param namespaces which to watch (WATCH_NAMESPACES, separated by commas); none: all
 * @param healthPort where /healthz and /readyz are served (HEALTH_PORT), 1 to 65535
 * @param awsCallShare percent of each of AWS's call rates that this operator may use (AWS_CALL_SHARE), 1 to 100
 */
public record Settings(
        String instance,
        Optional<String> leaseNamespace,
        Optional<String> clusterId,
        Set<String> namespaces,
        int healthPort,
        int awsCallShare,
        Features features) {

    private static final int DEFAULT_HEALTH_PORT = 8080;

    /** AWS's rates are shared by all that runs in the account, and nobody knows how much that is. */
    private static final int DEFAULT_AWS_CALL_SHARE = 50;

    /** @throws IllegalArgumentException naming the variable and what is wrong with it */
    public static Settings from(Map<String, String> environment) {
        return new Settings(
                value(environment, "POD_NAME").orElse("local"),
                value(environment, "POD_NAMESPACE"),
                value(environment, "CLUSTER_ID"),
                value(environment, "WATCH_NAMESPACES").map(Settings::list).orElse(Set.of()),
                number(environment, "HEALTH_PORT", 65535).orElse(DEFAULT_HEALTH_PORT),
                number(environment, "AWS_CALL_SHARE", 100).orElse(DEFAULT_AWS_CALL_SHARE),
                features(environment));
    }

    /**
     * How the log is to be written (LOG_FORMAT: json, text or auto); empty: as it is read. Apart from the others, since the
     * log comes before all else.
     *
     * @throws IllegalArgumentException as above
     */
    static Optional<LogFormat> logFormat(Map<String, String> environment) {
        return switch (value(environment, "LOG_FORMAT").orElse("auto")) {
            case "json" -> Optional.of(LogFormat.JSON);
            case "text" -> Optional.of(LogFormat.TEXT);
            case "auto" -> Optional.empty();
            default -> throw new IllegalArgumentException("LOG_FORMAT must be json, text or auto");
        };
    }

    private static Features features(Map<String, String> environment) {
        return new Features(
                value(environment, "KEY_REFERENCE_KINDS")
                        .map(Settings::keyReferenceKinds)
                        .orElse(Set.of()),
                isOn(environment, "BINDING_SECRETS"),
                isOn(environment, "POLICY_CONFIG_MAPS"),
                awsIdentities(environment),
                value(environment, "AWS_EVENTS_QUEUE_URL").map(Settings::queueUrl));
    }

    private static QueueUrl queueUrl(String text) {
        try {
            return QueueUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("AWS_EVENTS_QUEUE_URL " + e.getMessage(), e);
        }
    }

    private static AwsIdentities awsIdentities(Map<String, String> environment) {
        return switch (value(environment, "AWS_IDENTITIES").orElse("Required")) {
            case "Required" -> AwsIdentities.REQUIRED;
            case "Ignored" -> AwsIdentities.IGNORED;
            default -> throw new IllegalArgumentException("AWS_IDENTITIES must be Required or Ignored");
        };
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<KeyReferenceKind> keyReferenceKinds(String text) {
        return list(text).stream()
                .map(name -> KeyReferenceKind.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("KEY_REFERENCE_KINDS names %s; there are: %s"
                                .formatted(
                                        name,
                                        Arrays.stream(KeyReferenceKind.values())
                                                .map(KeyReferenceKind::settingName)
                                                .collect(Collectors.joining(", "))))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOn(Map<String, String> environment, String name) {
        return switch (value(environment, name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false");
        };
    }

    private static Optional<Integer> number(Map<String, String> environment, String name, int most) {
        return value(environment, name).map(text -> {
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(name + " must be a number from 1 to " + most);
            }
            return Integer.parseInt(text);
        });
    }
}
