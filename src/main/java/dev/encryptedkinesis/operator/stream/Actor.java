package dev.encryptedkinesis.operator.stream;

import java.util.Optional;

/**
 * As whom AWS is asked. What one actor was told is not given to another: AWS may not have told it to that one.
 *
 * @param identity name of the identity that serves the object; empty where identities are not used
 * @param session of the role that is assumed; empty: the operator's own credentials
 */
public record Actor(String identity, Optional<Session> session) {

    /** Whoever runs this process, with credentials of its own and for nobody in particular. */
    public static final Actor OWN = new Actor("", Optional.empty());

    /**
     * A session of a role, which tells AWS for whom it is.
     *
     * @param identity name of the identity that has the role
     * @param namespace whose objects are looked after; empty for what is asked for all of them
     */
    public record Session(
            String roleArn, Optional<String> externalId, String cluster, String identity, String namespace) {

        /** The account of the role. */
        public String account() {
            return Arn.account(roleArn).orElseThrow();
        }

        Session forAll() {
            return new Session(roleArn, externalId, cluster, identity, "");
        }
    }

    /** The same identity, for what is asked once for all namespaces that it serves. */
    Actor forAll() {
        return new Actor(identity, session.map(Session::forAll));
    }
}
