package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;

class IdentityScenariosOnMockTest extends IdentityScenarios {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }
}
