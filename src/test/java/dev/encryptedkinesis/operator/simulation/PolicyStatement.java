package dev.encryptedkinesis.operator.simulation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement of a policy, of the few shapes known here.
 *
 * @param principals as written; a service as {@code service:NAME}; empty in an identity policy
 */
record PolicyStatement(
        Effect effect,
        List<String> principals,
        List<String> actions,
        List<String> resources,
        List<PolicyCondition> conditions) {

    enum Effect {
        ALLOW,
        DENY
    }

    /** How a statement of a resource's policy reaches a principal, from not at all to nearest. */
    enum Reach {
        NOBODY,
        /** Through its account, which leaves the decision to the account's own policies. */
        ACCOUNT,
        /** By its role, or as one of everybody. */
        NAMED,
        /** By its very session, or as a user: what a permissions boundary does not limit. */
        ITSELF
    }

    /** Whether action and resource are those of the request. */
    boolean isAbout(AccessRequest request) {
        return actions.stream().anyMatch(action -> matches(lower(action), lower(request.action())))
                && resources.stream().anyMatch(resource -> matches(resource, request.resource()));
    }

    Reach reach(Principal principal) {
        return principals.stream()
                .map(entry -> reach(entry, principal))
                .max(Reach::compareTo)
                .orElse(Reach.NOBODY);
    }

    /** @throws IllegalStateException if a condition is not understood */
    boolean conditionsHold(AccessRequest request) {
        return conditions.stream().allMatch(condition -> condition.holds(request));
    }

    /** With {@code *} for any characters and {@code ?} for one. */
    static boolean matches(String pattern, String value) {
        if (pattern.equals("*") || pattern.equals(value)) {
            return true;
        }
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, value);
    }

    private static Reach reach(String entry, Principal principal) {
        if (entry.equals(principal.sessionArn())) {
            return Reach.ITSELF;
        }
        if (entry.equals("*") || entry.equals(principal.identityArn())) {
            return Reach.NAMED;
        }
        String root = "arn:aws:iam::%s:root".formatted(principal.account());
        return entry.equals(root) || entry.equals(principal.account()) ? Reach.ACCOUNT : Reach.NOBODY;
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}
