package dev.encryptedkinesis.operator.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Credentials could not be had, so nothing was sent. The cause is what the provider threw. */
final class CredentialsException extends SdkClientException {

    private static final long serialVersionUID = 1;

    private final Source source;

    /** Whose credentials they are. */
    enum Source {
        OPERATOR,
        /** Of a role that an AwsIdentity names. */
        ROLE
    }

    CredentialsException(Source source, RuntimeException cause) {
        super(SdkClientException.builder().message("No credentials").cause(cause));
        this.source = source;
    }

    Source source() {
        return source;
    }
}
