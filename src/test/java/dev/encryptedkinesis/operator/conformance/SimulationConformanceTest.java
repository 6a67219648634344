package dev.encryptedkinesis.operator.conformance;

import org.junit.jupiter.api.Nested;

/** All expectations, of the simulation. */
class SimulationConformanceTest {
    @Nested
    class OfStreams extends StreamExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfLists extends ListExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfUpdates extends UpdateExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfEncryption extends EncryptionExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfKeys extends KeyExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfGrants extends GrantExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfRoles extends RoleExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfSessions extends SessionExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }

    @Nested
    class OfQueues extends QueueExpectations {
        @Override
        AwsWorld world() {
            return new SimulatedWorld();
        }
    }
}
