package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;

/**
 * What decided.
 *
 * @param statement of the resource's policy, if that is what decided
 * @param name the grant's id, or the name of the identity's policy as far as it is known
 */
public record Ground(Side side, Optional<StatementReference> statement, Optional<String> name) {

    static Ground of(Side side) {
        return new Ground(side, Optional.empty(), Optional.empty());
    }

    static Ground of(Side side, Optional<String> name) {
        return new Ground(side, Optional.empty(), name);
    }

    static Ground of(StatementReference statement) {
        return new Ground(Side.RESOURCE_POLICY, Optional.of(statement), Optional.empty());
    }
}
