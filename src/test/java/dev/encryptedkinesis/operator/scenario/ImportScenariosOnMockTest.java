package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;

class ImportScenariosOnMockTest extends ImportScenarios {

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }
}
