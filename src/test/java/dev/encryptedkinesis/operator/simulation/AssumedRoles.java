package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The sessions of one account's roles. Who may begin one its role's trust policy says, which counts some time after it was
 * written. Source: STS API reference, "AssumeRole". Guarded by the account's lock.
 */
final class AssumedRoles {

    /** The default; and the most for who has the credentials of a role already. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;
    private static final int MOST_TAGS = 50;

    private final World world;
    private final Map<String, Timeline<TrustPolicy>> trust = new HashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();

    AssumedRoles(World world) {
        this.world = world;
    }

    void trust(String roleArn, TrustPolicy policy) {
        trust.computeIfAbsent(roleArn, any -> new Timeline<>())
                .set(world.after(world.delays().propagation().policy(), "trust"), policy);
    }

    /** @param caller of whatever account, whose own policies allow it */
    AssumeRoleResponse assume(AssumeRoleRequest request, Principal caller) {
        check(request);
        require(TrustPolicy.ASSUME, request, caller);
        if (!request.tags().isEmpty()) {
            require(TrustPolicy.TAG, request, caller);
        }
        String keyId = "ASIA"
                + world.dice().uuid("sessions").toString().replace("-", "").substring(0, 16);
        Instant end = world.now().plus(LIFE);
        ends.put(keyId, end);
        return AssumeRoleResponse.builder()
                .credentials(Credentials.builder()
                        .accessKeyId(keyId)
                        .secretAccessKey("secret")
                        .sessionToken("token")
                        .expiration(end)
                        .build())
                .build();
    }

    private void require(String action, AssumeRoleRequest request, Principal caller) {
        boolean isThere =
                world.identities().find(request.roleArn(), world.now()).isPresent();
        boolean isAllowed = Optional.ofNullable(trust.get(request.roleArn()))
                .flatMap(policies -> policies.at(world.now()))
                .filter(policy -> isThere && policy.allows(action, caller.identityArn(), request.externalId()))
                .isPresent();
        if (!isAllowed) {
            // The same whether there is such a role or not.
            throw AwsErrors.of(
                    Service.STS,
                    "AccessDenied",
                    403,
                    "User: %s is not authorized to perform: %s on resource: %s"
                            .formatted(caller.sessionArn(), action, request.roleArn()));
        }
    }

    private static void check(AssumeRoleRequest request) {
        Set<String> keys = new HashSet<>();
        boolean isValid = SESSION_NAME.matcher(request.roleSessionName()).matches()
                && (request.externalId() == null
                        || EXTERNAL_ID.matcher(request.externalId()).matches())
                && request.tags().size() <= MOST_TAGS
                && request.tags().stream().allMatch(AssumedRoles::isValid)
                && request.tags().stream().allMatch(tag -> keys.add(tag.key()));
        if (!isValid) {
            throw AwsErrors.of(Service.STS, "ValidationError", 400, "1 validation error detected");
        }
    }

    private static boolean isValid(Tag tag) {
        return !tag.key().isEmpty()
                && tag.key().length() <= LONGEST_TAG_KEY
                && tag.value().length() <= LONGEST_TAG_VALUE
                && TAG.matcher(tag.key()).matches()
                && TAG.matcher(tag.value()).matches();
    }

    /** Fails as every service does with credentials that it does not know, or no longer. */
    void checkCredentials(Service service, String accessKeyId) {
        if (!Optional.ofNullable(ends.get(accessKeyId))
                .filter(world.now()::isBefore)
                .isPresent()) {
            throw service.expiredCredentials();
        }
    }
}
