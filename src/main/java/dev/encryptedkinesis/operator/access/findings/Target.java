package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.Principal;
import java.util.List;
import java.util.Optional;

/** What a policy is of, and what matters there. */
interface Target {

    /** As the policy of key arn:... */
    String policy();

    String arn();

    List<Way> ways();

    /** Actions that each make one able to do it. */
    List<String> actions(Ability ability);

    AccessRequest request(Principal principal, String action, Way way);

    /** Empty if that is as it should be. */
    Optional<Severity> severity(Who who, Ability ability, Way way);

    /** As read the stream. */
    String doing(Ability ability);

    String advice(Who who);

    default String account() {
        return arn().split(":", 6)[4];
    }

    default String partition() {
        return arn().split(":", 6)[1];
    }
}
