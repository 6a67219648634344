package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;

class RoleScenariosOnMockTest extends RoleScenarios {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }
}
