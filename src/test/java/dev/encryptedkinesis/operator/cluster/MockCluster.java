package dev.encryptedkinesis.operator.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server in this process, ready at once. An unmodified JOSDK operator runs on it, leader election included.
 *
 * <p>It stores objects and tells of their changes, and knows the status subresource, generations, finalizers,
 * conflicts and server-side apply by a single manager. It knows no schema: no validation, no CEL, no defaults, no
 * pruning. Nor does it know field ownership, permissions, dry runs, preconditions of a deletion, deletion of what is
 * in a namespace or owned by an object, that a deletion raises the generation, or what kubectl asks for. What depends
 * on these belongs on a {@link RealCluster}.
 */
public final class MockCluster implements TestCluster {

    /**
     * It tells of every request, by a logging framework that nothing else here uses. Held on to, since a logger that
     * nobody holds is collected, and the one made after it has forgotten its level.
     */
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesMockServer server;
    private final InjectedFailures failures = new InjectedFailures();
    private final WriteJournal journal = new WriteJournal();
    private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();

    private MockCluster() {
        SERVER_LOG.setLevel(Level.WARNING);
        Map<ServerRequest, Queue<ServerResponse>> expectations = new ConcurrentHashMap<>();
        server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                expectations,
                new ApiDispatcher(new KubernetesMixedDispatcher(expectations), failures, journal),
                false);
    }

    public static MockCluster start() {
        MockCluster cluster = new MockCluster();
        cluster.server.start();
        try (KubernetesClient client = cluster.client()) {
            CustomResources.manifests()
                    .forEach(manifest -> client.resource(manifest).create());
            List.of("default", "kube-system").forEach(name -> createNamespace(client, name));
        }
        cluster.journal.clear();
        return cluster;
    }

    /**
     * Refuses the next requests of this method whose path, without the query, contains a match of this regular
     * expression. The first failure that was asked for and has not run out answers. Clients of fabric8 try again by
     * themselves after 429 and 5xx, ten times: ask for more of these than that to make them give up.
     */
    public void failNext(String method, String pathPattern, int httpStatus, int times) {
        failures.add(method, pathPattern, httpStatus, times);
    }

    /** Takes back what is left of the failures that were asked for. */
    public void stopFailing() {
        failures.clear();
    }

    @Override
    public String name() {
        return "mock";
    }

    @Override
    public KubernetesClient client() {
        KubernetesClient client = server.createClient();
        clients.add(client);
        return client;
    }

    @Override
    public KubernetesClient clientOf(Account account) {
        return client();
    }

    @Override
    public List<String> forbidden() {
        return List.of();
    }

    @Override
    public String newNamespace() {
        try (KubernetesClient client = client()) {
            return createNamespace(client, "test-" + UUID.randomUUID());
        }
    }

    @Override
    public WriteJournal writes() {
        return journal;
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        server.destroy();
    }

    private static String createNamespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("kubernetes.io/metadata.name", name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }
}
