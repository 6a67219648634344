package dev.encryptedkinesis.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A Kubernetes API server that knows our custom resources, started for one test class and stopped by {@link #close}. */
public interface TestCluster extends AutoCloseable {

    /** What to call this cluster in a message, such as {@code mock}. */
    String name();

    /**
     * A new client with an administrator's permissions. It may be closed, as JOSDK closes its own when an operator
     * stops; what is left open is closed with the cluster.
     */
    KubernetesClient client();

    /**
     * A new client that authenticates as a service account and may do what its permissions say, which are in force when
     * this returns. It may be closed, like that of {@link #client}. A cluster that knows no permissions gives one that
     * may do all.
     */
    KubernetesClient clientOf(Account account);

    /** The requests of {@link #clientOf} clients that the API server forbade, each as method and path. */
    List<String> forbidden();

    /** A new, empty namespace: tests that share a cluster do not meet in it. */
    String newNamespace();

    /** The write requests that have reached the API server, refused ones among them. */
    WriteJournal writes();

    @Override
    void close();
}
