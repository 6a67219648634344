package dev.encryptedkinesis.operator.access.leastprivilege;

/** The operator's own role, as the policy of a key sees it. */
public record KeyKeeper(String roleArn, Duty duty) {

    public enum Duty {
        /** Sees in what state the key is. */
        WATCH,
        /** Also gives grants to the stream's principals, and takes them back. */
        WATCH_AND_GRANT
    }
}
