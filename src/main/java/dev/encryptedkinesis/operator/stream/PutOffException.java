package dev.encryptedkinesis.operator.stream;

import java.time.Duration;

/**
 * Carries from a gateway to the pass that called it that AWS has not been asked, as the account's calls are spent for the
 * moment. It is no {@link FailureException}: nothing has failed, and nothing has become known. A pass that gets it has
 * changed nothing by that call; it ends, and is to come back after the wait.
 */
public final class PutOffException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait until the call's turn comes; more than nothing */
    public PutOffException(String operation, Duration wait) {
        super(operation + ": put off for " + wait.toMillis() + " ms", null, false, false);
        this.wait = wait;
    }

    public Duration waitFor() {
        return wait;
    }
}
