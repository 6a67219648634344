package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;

class PushScenariosOnMockTest extends PushScenarios {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }
}
