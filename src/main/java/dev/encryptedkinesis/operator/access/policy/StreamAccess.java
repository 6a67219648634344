package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.SidesTogether.Claim;
import java.util.List;
import java.util.Optional;

/**
 * Who may use a Kinesis stream. Inside an account it is enough if the principal's own policies allow it or the stream's
 * policy does; a principal of another account needs both. What cannot be seen is as for {@link KeyAccess}.
 */
public final class StreamAccess {

    private StreamAccess() {}

    /**
     * @param resourcePolicy the stream's; most have none
     * @param identity what the principal's own policies say; ignored for a service of AWS, which has none
     * @param streamAccount the account that the stream is in
     */
    public static AccessDecision judge(
            Optional<PolicyDocument> resourcePolicy,
            IdentityAnswer identity,
            AccessRequest request,
            String streamAccount) {
        Reading policy = resourcePolicy
                .map(document -> Reading.ofResourcePolicy(document, request))
                .orElse(Reading.SILENT);
        SidesTogether sides = new SidesTogether(request.principal(), policy, identity);
        return sides.decide(ways(sides, policy, streamAccount));
    }

    private static List<List<Claim>> ways(SidesTogether sides, Reading policy, String streamAccount) {
        if (sides.areOfAService()) {
            return List.of(List.of(sides.ofPolicy(policy.itself())));
        }
        return sides.areOfOneAccount(streamAccount)
                ? List.of(
                        List.of(sides.identityAllows()),
                        List.of(sides.ofPolicy(policy.itself())),
                        List.of(sides.ofPolicy(policy.role()), sides.insideBoundary()))
                : List.of(List.of(sides.ofPolicy(policy.any()), sides.identityAllows()));
    }
}
