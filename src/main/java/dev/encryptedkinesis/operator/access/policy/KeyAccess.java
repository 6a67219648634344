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
 *
 * <p>Not looked at, because it cannot be seen from here: session policies, policies of VPC endpoints, and resource control
 * policies of an organization. All of these can only take away.
 */
public final class KeyAccess {

    private KeyAccess() {}

    /**
     * @param identity what the principal's own policies say; ignored for a service of AWS, which has none
     * @param keyAccount the account that the key is in
     */
    public static AccessDecision judge(
            PolicyDocument keyPolicy,
            List<Grant> grants,
            IdentityAnswer identity,
            AccessRequest request,
            String keyAccount) {
        Reading policy = Reading.ofResourcePolicy(keyPolicy, request);
        SidesTogether sides = new SidesTogether(request.principal(), policy, identity);
        List<List<Claim>> ways = new ArrayList<>();
        if (sides.areOfAService()) {
            ways.add(List.of(sides.ofPolicy(policy.itself())));
        } else if (sides.areOfOneAccount(keyAccount)) {
            ways.add(List.of(sides.ofPolicy(policy.itself())));
            ways.add(List.of(sides.ofPolicy(policy.role()), sides.insideBoundary()));
            ways.add(List.of(sides.ofPolicy(policy.account()), sides.identityAllows()));
        } else {
            ways.add(List.of(sides.ofPolicy(policy.any()), sides.identityAllows()));
        }
        for (Grant grant : grants) {
            Claim granted = new Claim(grant.allows(request), Ground.of(Side.GRANT, Optional.of(grant.id())));
            ways.add(List.of(granted, sides.grantIsNotLimited()));
        }
        return sides.decide(ways);
    }
}
