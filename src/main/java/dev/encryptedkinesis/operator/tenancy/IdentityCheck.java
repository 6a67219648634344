package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.AwsIdentitySpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether an identity says only what is understood. The schema sees to that; but the one that is installed may be of another
 * version, and what is not understood must allow nothing.
 */
public final class IdentityCheck {

    private static final Pattern ROLE = Pattern.compile(AwsIdentitySpec.ROLE_FORM);
    private static final Pattern STREAM_NAME = Pattern.compile(AwsIdentitySpec.STREAM_NAME_FORM);
    private static final Pattern OPEN_NAMESPACE = Pattern.compile(AwsIdentitySpec.OPEN_NAMESPACE);
    private static final Pattern KEY = Pattern.compile(AwsIdentitySpec.KEY_FORM);
    private static final int LONGEST_PATTERN = 256;

    private IdentityCheck() {}

    /** What is wrong, in words for the cluster's administrator; empty if nothing is. */
    public static Optional<String> problem(AwsIdentity identity) {
        AwsIdentitySpec spec = identity.getSpec();
        if (identity.unreadable().isPresent()) {
            return identity.unreadable().map(what -> what + ".");
        }
        if (spec == null) {
            return Optional.of("spec is missing: say at least namespaceSelector.");
        }
        if (!new Selection(spec.namespaceSelector()).isUnderstood()) {
            return Optional.of("namespaceSelector is missing, or has an operator that is none of In, NotIn, Exists and"
                    + " DoesNotExist. It selects no namespace.");
        }
        if (spec.roleARN() != null && !isOne(ROLE, AwsIdentitySpec.LONGEST_ROLE, spec.roleARN())) {
            return Optional.of("roleARN is not the ARN of an IAM role.");
        }
        if (spec.externalID() != null && spec.roleARN() == null) {
            return Optional.of("externalID is for assuming a role, and there is no roleARN.");
        }
        if (!all(STREAM_NAME, spec.allowedStreamNames())
                || list(spec.allowedStreamNames()).stream()
                        .anyMatch(name -> OPEN_NAMESPACE.matcher(name).find())) {
            return Optional.of(
                    "allowedStreamNames has a pattern that is none, or that leaves open where ${namespace} ends:"
                            + " write it as in ${namespace}.*.");
        }
        if (!all(KEY, spec.allowedKeyARNs())) {
            return Optional.of(
                    "allowedKeyARNs has an entry that is neither the ARN of a key nor AwsManaged nor \"*\".");
        }
        boolean hasGaps = list(spec.allowedRegions()).stream().anyMatch(Objects::isNull)
                || list(spec.allowedDeletionPolicies()).stream().anyMatch(Objects::isNull);
        return hasGaps ? Optional.of("A list of what is allowed has an entry that is empty.") : Optional.empty();
    }

    static List<String> list(List<String> named) {
        return named == null ? List.of() : named;
    }

    private static boolean all(Pattern form, List<String> texts) {
        return list(texts).stream().allMatch(text -> text != null && isOne(form, LONGEST_PATTERN, text));
    }

    private static boolean isOne(Pattern form, int longest, String text) {
        return text.length() <= longest && form.matcher(text).matches();
    }
}
