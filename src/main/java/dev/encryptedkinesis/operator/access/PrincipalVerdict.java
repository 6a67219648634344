package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import java.util.Optional;

/** Whether a principal can use stream and key. */
public sealed interface PrincipalVerdict {

    Party party();

    record Allowed(Party party) implements PrincipalVerdict {}

    /**
     * @param by whose no it is
     * @param explanation what is missing or forbids it, for a person
     * @param fix what gives the principal what it lacks, for this stream and no more; empty if no statement does
     */
    record Denied(Party party, DeniedBy by, String explanation, Optional<String> fix) implements PrincipalVerdict {}

    /** @param explanation what AWS does not say, and how it could be found out */
    record NotVerifiable(Party party, String explanation) implements PrincipalVerdict {}

    /** Whose no it is. */
    enum DeniedBy {
        IDENTITY_POLICY("IdentityPolicy"),
        PERMISSIONS_BOUNDARY("PermissionsBoundary"),
        /** A service or resource control policy of the organization. */
        ORGANIZATION_POLICY("OrganizationPolicy"),
        KEY_POLICY("KeyPolicy"),
        KEY_STATE("KeyState"),
        GRANT_MISSING("GrantMissing"),
        STREAM_POLICY("StreamPolicy"),
        PRINCIPAL_MISSING("PrincipalMissing");

        private final String inWords;

        DeniedBy(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }
    }
}
