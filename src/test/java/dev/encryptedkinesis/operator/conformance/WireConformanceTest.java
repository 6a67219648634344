package dev.encryptedkinesis.operator.conformance;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * All expectations, of kinesis-local and moto over the wire: needs {@code AWS_ENDPOINT_URL_KINESIS}, {@code _KMS},
 * {@code _IAM}, {@code _STS} and {@code _SQS}. Those of lists also of ministack, at {@code MINISTACK_URL}.
 */
@Tag("wire")
class WireConformanceTest {
    @Nested
    class OfStreams extends StreamExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfLists extends ListExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    /** The lists of kinesis-local have no states. */
    @Nested
    class OfListsWithStates extends ListExpectations {
        @Override
        AwsWorld world() {
            return WireWorld.ofMinistack();
        }
    }

    @Nested
    class OfUpdates extends UpdateExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfEncryption extends EncryptionExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfKeys extends KeyExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfGrants extends GrantExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfRoles extends RoleExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfSessions extends SessionExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }

    @Nested
    class OfQueues extends QueueExpectations {
        @Override
        AwsWorld world() {
            return new WireWorld();
        }
    }
}
