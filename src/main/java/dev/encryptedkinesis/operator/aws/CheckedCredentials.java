package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.aws.CredentialsException.Source;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Marks every failure to get credentials as one. Without it, an AccessDenied of STS would look like one of the service
 * that was to be called, and a lost answer of STS like a lost answer of Kinesis.
 */
record CheckedCredentials(AwsCredentialsProvider provider, Source source)
        implements AwsCredentialsProvider, SdkAutoCloseable {

    static CheckedCredentials own(AwsCredentialsProvider provider) {
        return new CheckedCredentials(provider, Source.OPERATOR);
    }

    static CheckedCredentials ofRole(AwsCredentialsProvider provider) {
        return new CheckedCredentials(provider, Source.ROLE);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (CredentialsException e) {
            // Of those with which the role was to be assumed.
            throw e;
        } catch (RuntimeException e) {
            throw new CredentialsException(source, e);
        }
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
