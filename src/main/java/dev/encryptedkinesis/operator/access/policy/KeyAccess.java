package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.SidesTogether.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may use a KMS key. As the KMS developer guide has it, a key does not trust its own account: either the key policy
 * allows the principal, or it leaves the decision to the account and the policies of the principal allow it, or a grant
 * does. For a principal of another account the key policy must allow it or its account, and its own policies must, too; a
 * grant does without either.
 */
public final class KeyAccess {

    private KeyAccess() {}

    /**
     * @param identity what the principal's own policies say; a service of AWS has none
     * @param keyAccount the account that the key is in
     */
    public static AccessDecision judge(
            PolicyDocument keyPolicy,
            List<Grant> grants,
            IdentityAnswer identity,
            AccessRequest request,
            String keyAccount) {
        Reading policy = Reading.of(keyPolicy, request);
        SidesTogether sides = new SidesTogether(policy, identity);
        List<List<Claim>> ways = new ArrayList<>();
        if (isOfAccountOrService(request.principal(), keyAccount)) {
            ways.add(List.of(sides.ofPolicy(policy.itself())));
            ways.add(List.of(sides.ofPolicy(policy.role()), sides.insideBoundary()));
            ways.add(List.of(sides.ofPolicy(policy.account()), sides.identityAllows()));
        } else {
            ways.add(List.of(sides.ofPolicy(policy.any()), sides.identityAllows()));
        }
        for (Grant grant : grants) {
            Claim granted = new Claim(grant.allows(request), Ground.of(Side.GRANT, Optional.of(grant.id())));
            ways.add(List.of(granted, sides.boundaryLeavesGrant()));
        }
        return sides.decide(ways);
    }

    static boolean isOfAccountOrService(Principal principal, String account) {
        return principal.account().map(account::equals).orElse(true);
    }
}
