package dev.encryptedkinesis.operator.access.policy;

import java.util.List;
import java.util.Set;

/** What all sides together say of a request. */
public sealed interface AccessDecision {

    /** @param grounds all that it takes */
    record Allowed(List<Ground> grounds) implements AccessDecision {
        public Allowed {
            grounds = List.copyOf(grounds);
        }
    }

    /** Something denies it explicitly: no further permission helps. */
    record Forbidden(Ground by) implements AccessDecision {}

    /**
     * Nothing denies it explicitly, but a permission is missing.
     *
     * @param silent the sides that do not allow it; for the ones and not the others to allow it, see {@link KeyAccess}
     *     and {@link StreamAccess}
     */
    record NotGranted(Set<Side> silent) implements AccessDecision {
        public NotGranted {
            silent = Set.copyOf(silent);
        }
    }

    /**
     * It depends on something unseen.
     *
     * @param because where
     * @param what that is unknown, for people
     */
    record Unknown(Ground because, String what) implements AccessDecision {}
}
