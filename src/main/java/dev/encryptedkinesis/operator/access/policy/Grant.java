package dev.encryptedkinesis.operator.access.policy;

import java.util.Map;
import java.util.Set;

/**
 * A grant on a key, as ListGrants shows it.
 *
 * @param operations as Decrypt
 * @param contextEquals that the encryption context must be; empty if there is no such constraint
 * @param contextSubset that the encryption context must have in it; empty if there is no such constraint
 */
public record Grant(
        String id,
        String granteePrincipal,
        Set<String> operations,
        Map<String, String> contextEquals,
        Map<String, String> contextSubset) {

    private static final String SERVICE = "kms:";

    public Grant {
        operations = Set.copyOf(operations);
        contextEquals = Map.copyOf(contextEquals);
        contextSubset = Map.copyOf(contextSubset);
    }

    Truth allows(AccessRequest request) {
        if (operations.stream().noneMatch(operation -> (SERVICE + operation).equalsIgnoreCase(request.action()))) {
            return Truth.NO;
        }
        return isTo(request.principal()).and(() -> constraintsHold(request.context()));
    }

    private Truth isTo(Principal asking) {
        return Principal.of(granteePrincipal)
                .map(grantee -> switch (grantee.kind()) {
                    case ROLE, ROLE_SESSION, USER, FEDERATED_USER ->
                        PrincipalMatch.of(new NamedPrincipal.Identity(grantee), asking)
                                .any();
                    case SERVICE -> Truth.of(grantee.equals(asking));
                    case ROOT ->
                        grantee.account().equals(asking.account()) && !grantee.equals(asking)
                                ? Truth.unknown("whom in an account a grant to the whole account reaches")
                                : Truth.of(grantee.equals(asking));
                })
                .orElse(Truth.NO);
    }

    private Truth constraintsHold(RequestContext context) {
        if (contextEquals.isEmpty() && contextSubset.isEmpty()) {
            return Truth.YES;
        }
        return context.encryptionContext()
                .map(pairs -> Truth.of((contextEquals.isEmpty() || contextEquals.equals(pairs))
                        && pairs.entrySet().containsAll(contextSubset.entrySet())))
                .orElseGet(() -> Truth.unknown("the encryption context"));
    }
}
