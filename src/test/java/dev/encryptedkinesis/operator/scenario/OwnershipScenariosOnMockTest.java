package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;

class OwnershipScenariosOnMockTest extends OwnershipScenarios {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }
}
