package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.api.AccessMode;
import dev.encryptedkinesis.operator.api.AccessSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who is to use the stream of an object. As with the rest of a spec, nothing is taken on trust. */
final class AccessMapper {

    private static final Pattern PRINCIPAL = Pattern.compile(AccessSpec.PRINCIPAL_FORM);

    private AccessMapper() {}

    /**
     * Empty if the spec does not say.
     *
     * @throws InvalidSpecException with a message for the object's author
     */
    static Optional<DeclaredAccess> map(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getSpec().access()).map(AccessMapper::declared);
    }

    private static DeclaredAccess declared(AccessSpec access) {
        if (access.policiesConfigMap() != null && !ObjectName.isOne(access.policiesConfigMap())) {
            throw new InvalidSpecException(
                    "access.policiesConfigMap is not the name of a ConfigMap: lower-case letters,"
                            + " digits, '-' and '.', at most 253.");
        }
        return new DeclaredAccess(
                mode(access),
                principals("access.producers", access.producers()),
                principals("access.consumers", access.consumers()));
    }

    /** Whether the object may have grants given, or has. */
    static boolean mayHaveGrants(EncryptedKinesisStream object) {
        boolean wants = Optional.ofNullable(object.getSpec().access())
                .filter(access -> AccessMode.Grant.name().equals(access.mode()))
                .isPresent();
        return wants || hasGrants(object);
    }

    /** Whether the object may have grants that were given already. */
    static boolean hasGrants(EncryptedKinesisStream object) {
        return object.getStatus() != null
                && !AccessPass.grantKeys(object.getStatus()).isEmpty();
    }

    private static DeclaredAccess.Mode mode(AccessSpec access) {
        return switch (SpecMapper.choice(AccessMode.class, "access.mode", access.mode(), AccessMode.Verify)) {
            case Verify -> DeclaredAccess.Mode.VERIFY;
            case Grant -> DeclaredAccess.Mode.GRANT;
        };
    }

    private static Set<String> principals(String field, List<String> arns) {
        List<String> all = Optional.ofNullable(arns).orElse(List.of());
        boolean areAllPrincipals = all.stream()
                .allMatch(arn -> arn != null
                        && arn.length() <= AccessSpec.LONGEST_PRINCIPAL
                        && PRINCIPAL.matcher(arn).matches());
        if (!areAllPrincipals) {
            throw new InvalidSpecException(field + " has an entry that is not the ARN of an IAM role or user.");
        }
        return Set.copyOf(all);
    }
}
