package dev.encryptedkinesis.operator.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Base of tests that run on every kind of cluster. The tests stand in an abstract class; one subclass starts the
 * {@link MockCluster}, another, tagged {@code cluster}, the {@link RealCluster}. One cluster serves all tests of a
 * class: each works in a {@link TestCluster#newNamespace} of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClusterScenario {

    private TestCluster cluster;

    protected abstract TestCluster start();

    protected final TestCluster cluster() {
        return cluster;
    }

    @BeforeAll
    final void startCluster() {
        cluster = start();
    }

    /** A suite that is skipped has no cluster. */
    @AfterAll
    final void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
