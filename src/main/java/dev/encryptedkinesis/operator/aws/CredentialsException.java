package dev.encryptedkinesis.operator.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Credentials could not be had, so nothing was sent. The cause is what the provider threw. */
final class CredentialsException extends SdkClientException {

    private static final long serialVersionUID = 1;

    CredentialsException(RuntimeException cause) {
        super(SdkClientException.builder().message("No credentials").cause(cause));
    }
}
