package dev.encryptedkinesis.operator.access.policy;

import java.util.Set;

/** Whom a statement is about. */
public sealed interface PrincipalSet {

    /** The policy of an identity names nobody: it is about the identity that it is attached to. */
    record Unstated() implements PrincipalSet {}

    /** Principal: those, and no others. */
    record Only(Set<NamedPrincipal> named) implements PrincipalSet {
        public Only {
            named = Set.copyOf(named);
        }
    }

    /** NotPrincipal: all but those. */
    record AllBut(Set<NamedPrincipal> named) implements PrincipalSet {
        public AllBut {
            named = Set.copyOf(named);
        }
    }
}
