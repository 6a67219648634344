package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.Grant;
import dev.encryptedkinesis.operator.access.policy.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Grants that let somebody decrypt with a key whatever was encrypted with it. */
final class GrantReview {

    private static final Set<String> READING = Set.of("Decrypt", "ReEncryptFrom", "CreateGrant");

    private final KeyTarget key;
    private final Set<String> declared;

    GrantReview(KeyTarget key, Set<String> declared) {
        this.key = key;
        this.declared = declared;
    }

    List<Finding> findings(Collection<Grant> grants) {
        return grants.stream()
                .sorted(Comparator.comparing(Grant::id))
                .filter(grant -> grant.contextEquals().isEmpty())
                .filter(grant -> grant.contextSubset().isEmpty())
                .filter(grant -> grant.operations().stream().anyMatch(READING::contains))
                .filter(grant -> !declared.contains(grant.granteePrincipal()))
                .flatMap(grant -> finding(grant).stream())
                .toList();
    }

    private Optional<Finding> finding(Grant grant) {
        Optional<Principal> grantee = Principal.of(grant.granteePrincipal());
        // AWS's own services bind what they do to the resource in ways that a grant does not show.
        if (grantee.filter(principal -> principal.kind() == Principal.Kind.SERVICE)
                .isPresent()) {
            return Optional.empty();
        }
        boolean isOfOwner = grantee.flatMap(Principal::account)
                .filter(key.account()::equals)
                .isPresent();
        return Optional.of(new Finding(
                isOfOwner ? Severity.INFO : Severity.WARNING,
                "Grant " + Asker.plain(grant.id()) + " on key " + key.arn(),
                "It lets " + Asker.plain(grant.granteePrincipal()) + ", which is not declared, decrypt with the key"
                        + " whatever was encrypted with it: it has no constraint to an encryption context.",
                "Revoke it if it is not needed; else replace it by one with the constraint EncryptionContextSubset."));
    }
}
