package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.stream.Shortened;
import java.util.Optional;

/** Whether a principal can use stream and key. */
public sealed interface PrincipalVerdict {

    /** As long as a condition's message, and so that the status has room for the verdicts on all whom a spec may declare. */
    int LONGEST_EXPLANATION = 1024;

    Party party();

    record Allowed(Party party) implements PrincipalVerdict {}

    /**
     * @param by whose no it is
     * @param explanation what is missing or forbids it, for a person
     * @param fix what gives the principal what it lacks, for this stream and no more; empty if no statement does
     */
    record Denied(Party party, DeniedBy by, String explanation, Optional<String> fix) implements PrincipalVerdict {

        public Denied {
            explanation = shortened(explanation);
        }
    }

    /** @param explanation what AWS does not say, and how it could be found out */
    record NotVerifiable(Party party, String explanation) implements PrincipalVerdict {

        public NotVerifiable {
            explanation = shortened(explanation);
        }
    }

    /** What policies say reaches an explanation, such as the names of condition keys, and may be of any length. */
    private static String shortened(String explanation) {
        return Shortened.to(LONGEST_EXPLANATION, explanation);
    }

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
