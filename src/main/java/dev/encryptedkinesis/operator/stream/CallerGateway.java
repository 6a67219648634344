package dev.encryptedkinesis.operator.stream;

/** STS, as far as it says who calls. */
public interface CallerGateway {

    /**
     * One call, for which nobody needs a permission.
     *
     * @throws FailureException CREDENTIALS_UNUSABLE if AWS does not take the credentials
     */
    Caller caller();
}
