package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;

/** KMS through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class KmsKeyGateway implements KeyGateway {

    private final KmsClient kms;
    private final AwsCalls calls;

    /** @param kms stays the caller's to close */
    public KmsKeyGateway(KmsClient kms, AwsCalls calls) {
        this.kms = kms;
        this.calls = calls;
    }

    @Override
    public KeyFacts describe(String keyId) {
        KeyMetadata key = calls.call(AwsOperation.DESCRIBE_KEY, () -> kms.describeKey(request -> request.keyId(keyId)))
                .keyMetadata();
        return new KeyFacts(
                key.arn(),
                manager(key),
                key.keyStateAsString(),
                purpose(key),
                store(key),
                Optional.ofNullable(key.deletionDate()));
    }

    private static KeyFacts.Manager manager(KeyMetadata key) {
        return key.keyManager() == KeyManagerType.AWS ? KeyFacts.Manager.AWS : KeyFacts.Manager.CUSTOMER;
    }

    /** A CloudHSM cluster and a key manager outside of AWS both have an id as stores. */
    private static KeyFacts.Store store(KeyMetadata key) {
        return key.customKeyStoreId() == null ? KeyFacts.Store.KMS : KeyFacts.Store.CUSTOM;
    }

    /** Every other spec is of keys that sign, agree or authenticate, or that encrypt with a public key. */
    private static KeyFacts.Purpose purpose(KeyMetadata key) {
        return key.keySpec() == KeySpec.SYMMETRIC_DEFAULT
                ? KeyFacts.Purpose.SYMMETRIC_ENCRYPTION
                : KeyFacts.Purpose.OTHER;
    }
}
