package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class PushScenariosOnRealClusterTest extends PushScenarios {

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }
}
