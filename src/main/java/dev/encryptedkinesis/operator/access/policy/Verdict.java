package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;

/** What a policy says of a request, taken by itself. */
public sealed interface Verdict {

    /** The principal may. */
    record Allowed(StatementReference by) implements Verdict {}

    /**
     * The policy of a resource leaves it to the principal's account: it is allowed as far as the policies of the identity
     * allow it.
     */
    record Delegated(StatementReference by) implements Verdict {}

    /** @param by the statement that denies; empty if there is none that allows */
    record Denied(Optional<StatementReference> by) implements Verdict {}

    /**
     * It depends on something unseen.
     *
     * @param because the statement that it depends on
     * @param what that is unknown, for people, as "whether aws:PrincipalOrgID is as asked"
     */
    record Unknown(StatementReference because, String what) implements Verdict {}
}
