package dev.encryptedkinesis.operator.access;

import java.util.List;

/** IAM, as far as it says what the policies of a principal of this account allow. */
public interface IdentityGateway {

    /**
     * What a principal may do to a resource, by all that is on the side of its identity: its policies, its permissions
     * boundary, and the organization's policies. What the resource's own policy says is not in the answer. One call, or
     * more if IAM does not answer all at once.
     *
     * @param question of an IAM role or user of this account; a condition key that a policy asks for and that is missing in
     *     its context reads as a denial
     * @return a decision for each action, in the order of the actions
     * @throws dev.encryptedkinesis.operator.stream.FailureException NOT_FOUND if there is no such principal
     */
    List<IdentityDecision> decisions(IdentityQuestion question);
}
