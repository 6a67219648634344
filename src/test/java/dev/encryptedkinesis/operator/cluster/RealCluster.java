package dev.encryptedkinesis.operator.cluster;

import dev.encryptedkinesis.operator.ops.ObjectReading;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Upstream's etcd and kube-apiserver as processes on this machine: schema, CEL, field ownership, permissions and dry
 * runs are the real ones. There are no controllers: namespaces stay in deletion, nothing is garbage collected, no Pod
 * runs.
 *
 * <p>The binaries are looked for in {@code ~/.kubeapitest} (or {@code KUBE_API_TEST_DIR}), in the version that
 * {@code KUBE_API_TEST_API_SERVER_VERSION} names or else the latest that is there, and are downloaded if there are
 * none, unless {@code KUBE_API_TEST_OFFLINE_MODE} is {@code true}.
 *
 * <p>The journal holds what clients of {@link #client()} write, each attempt of a retried request by itself.
 */
public final class RealCluster implements TestCluster {

    private static final int ESTABLISHED_WITHIN_SECONDS = 30;

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    /** Between the look at the clock here and the one in there. */
    private static final Duration LAUNCHED_WITHIN = Duration.ofSeconds(5);

    private final KubeAPIServer server;
    private final AuditLog audit;
    private final WriteJournal journal = new WriteJournal();
    private final List<String> forbidden = new CopyOnWriteArrayList<>();
    private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();

    private RealCluster(AuditLog audit) {
        this.audit = audit;
        server = new KubeAPIServer(configuration()
                .withApiServerFlag("--bind-address", "127.0.0.1")
                .withApiServerFlag("--audit-policy-file", audit.policy().toString())
                .withApiServerFlag("--audit-log-path", audit.file().toString())
                .build());
    }

    /**
     * Starts the processes, which takes some seconds, and waits until the custom resources are served. In the last
     * minute of a day it first waits for the next.
     */
    public static RealCluster start() {
        Awaitility.await("midnight")
                .pollDelay(Duration.ZERO)
                .atMost(STARTED_WITHIN.multipliedBy(2))
                .until(() -> isTimeToStart(LocalTime.now()));
        RealCluster cluster = new RealCluster(new AuditLog());
        try {
            cluster.server.start();
            cluster.installCustomResources();
        } catch (RuntimeException e) {
            // The processes would outlive this one.
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /**
     * kube-api-test compares times of day: where its limit for a start lies beyond midnight, it has passed from the
     * beginning, and the start fails at once.
     */
    static boolean isTimeToStart(LocalTime now) {
        return now.plus(LAUNCHED_WITHIN).plus(STARTED_WITHIN).isAfter(now);
    }

    /** As {@link #start}; where the binaries cannot be had, the suite is skipped, and says so where nobody misses it. */
    public static RealCluster startOrSkip() {
        whyUnavailable().ifPresent(reason -> {
            System.err.println("######## SKIPPED: no real API server to test against. " + reason);
            Assumptions.abort(reason);
        });
        return start();
    }

    /** Empty where {@link #start} can work. */
    public static Optional<String> whyUnavailable() {
        Path binaries = Path.of(configuration().build().getKubeAPITestDir(), "k8s");
        if (!isOffline() || holds(binaries, version())) {
            return Optional.empty();
        }
        return Optional.of(
                "Neither are there binaries of kube-apiserver " + version().orElse("(any version)") + " in " + binaries
                        + ", nor may they be downloaded: KUBE_API_TEST_OFFLINE_MODE is true.");
    }

    /** For kubectl and other programs: an administrator's kubeconfig file. */
    public String kubeconfig() {
        return server.getKubeConfigYaml();
    }

    @Override
    public String name() {
        return "kube-apiserver";
    }

    @Override
    public KubernetesClient client() {
        return client(Config.fromKubeconfig(kubeconfig()), new JournalInterceptor(journal));
    }

    @Override
    public KubernetesClient clientOf(Account account) {
        try (KubernetesClient administrator = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig()))
                .build()) {
            account.install(administrator);
            // From nothing: with the administrator's certificate it would be the administrator, whatever the token
            // says.
            Config config = new ConfigBuilder(Config.empty())
                    .withMasterUrl(administrator.getConfiguration().getMasterUrl())
                    .withCaCertData(administrator.getConfiguration().getCaCertData())
                    .withCaCertFile(administrator.getConfiguration().getCaCertFile())
                    .withOauthToken(account.token(administrator))
                    .build();
            try (KubernetesClient own =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                account.awaitPermissions(own);
            }
            return client(config, new AccountInterceptor(new JournalInterceptor(journal), forbidden));
        }
    }

    private KubernetesClient client(Config config, Interceptor interceptor) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withKubernetesSerialization(ObjectReading.serialization())
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("write-journal", interceptor))
                .build();
        clients.add(client);
        return client;
    }

    @Override
    public List<String> forbidden() {
        return List.copyOf(forbidden);
    }

    /** What service accounts have asked for so far, by the API server's own record; each kind of request once. */
    public List<AuditedRequest> requestsOfAccounts() {
        return audit.requests();
    }

    @Override
    public String newNamespace() {
        String name = "test-" + UUID.randomUUID();
        try (KubernetesClient client = client()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
        return name;
    }

    @Override
    public WriteJournal writes() {
        return journal;
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        server.stop();
        audit.close();
    }

    private void installCustomResources() {
        try (KubernetesClient client = client()) {
            CustomResources.manifests()
                    .forEach(manifest -> client.resource(manifest).create());
            CustomResources.manifests()
                    .forEach(manifest -> client.resource(manifest)
                            .waitUntilCondition(
                                    RealCluster::isEstablished, ESTABLISHED_WITHIN_SECONDS, TimeUnit.SECONDS));
        }
        journal.clear();
    }

    private static boolean isEstablished(CustomResourceDefinition manifest) {
        return manifest != null
                && manifest.getStatus() != null
                && manifest.getStatus().getConditions() != null
                && manifest.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static KubeAPIServerConfigBuilder configuration() {
        // The builder cannot read this variable itself: it casts the string to a Boolean.
        return KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(isOffline())
                .withStartupTimeout((int) STARTED_WITHIN.toMillis());
    }

    private static boolean isOffline() {
        return Boolean.parseBoolean(System.getenv(KubeAPIServerConfigBuilder.KUBE_API_TEST_OFFLINE_MODE));
    }

    private static Optional<String> version() {
        return Optional.ofNullable(System.getenv(KubeAPIServerConfigBuilder.KUBE_API_TEST_API_SERVER_VERSION));
    }

    private static boolean holds(Path binaries, Optional<String> version) {
        if (!Files.isDirectory(binaries)) {
            return false;
        }
        String prefix = version.map(name -> name.replaceFirst("\\*.*", "")).orElse("");
        try (Stream<Path> versions = Files.list(binaries)) {
            return versions.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .anyMatch(folder -> Files.isExecutable(folder.resolve("kube-apiserver")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record JournalInterceptor(WriteJournal journal) implements Interceptor {

        @Override
        public void after(
                HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            journal.record(request.method(), request.uri().getPath(), response.code());
        }
    }

    private record AccountInterceptor(JournalInterceptor all, List<String> forbidden) implements Interceptor {

        @Override
        public void after(
                HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            all.after(request, response, consumer);
            if (response.code() == HttpURLConnection.HTTP_FORBIDDEN) {
                forbidden.add(request.method() + " " + request.uri().getPath());
            }
        }
    }
}
