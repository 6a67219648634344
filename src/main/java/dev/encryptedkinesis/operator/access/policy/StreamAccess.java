package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.SidesTogether.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may use a Kinesis stream. Inside an account it is enough if the principal's own policies allow it or the stream's
 * policy does; a principal of another account needs both.
 */
public final class StreamAccess {

    private StreamAccess() {}

    /**
     * @param resourcePolicy the stream's; most have none
     * @param identity what the principal's own policies say; a service of AWS has none
     * @param streamAccount the account that the stream is in
     */
    public static AccessDecision judge(
            Optional<PolicyDocument> resourcePolicy,
            IdentityAnswer identity,
            AccessRequest request,
            String streamAccount) {
        Reading policy =
                resourcePolicy.map(document -> Reading.of(document, request)).orElse(Reading.SILENT);
        SidesTogether sides = new SidesTogether(policy, identity);
        List<List<Claim>> ways = new ArrayList<>();
        if (KeyAccess.isOfAccountOrService(request.principal(), streamAccount)) {
            ways.add(List.of(sides.identityAllows()));
            ways.add(List.of(sides.ofPolicy(policy.itself())));
            ways.add(List.of(sides.ofPolicy(policy.role()), sides.insideBoundary()));
        } else {
            ways.add(List.of(sides.ofPolicy(policy.any()), sides.identityAllows()));
        }
        return sides.decide(ways);
    }
}
