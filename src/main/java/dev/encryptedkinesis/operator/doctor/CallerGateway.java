package dev.encryptedkinesis.operator.doctor;

/** STS, as far as it says who calls. */
public interface CallerGateway {

    /**
     * One call, for which nobody needs a permission.
     *
     * @throws dev.encryptedkinesis.operator.stream.FailureException CREDENTIALS_UNUSABLE if AWS does not take the credentials
     */
    Caller caller();
}
