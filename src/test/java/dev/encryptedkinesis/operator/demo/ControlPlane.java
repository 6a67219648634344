package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What kubectl talks to.
 *
 * @param introduction what it is and what can be done with it
 */
record ControlPlane(TestCluster cluster, String introduction) {

    private static final Path KUBECONFIG = Path.of(".demo", "kubeconfig");

    private static final String REAL = """
            Kubernetes is the real kube-apiserver with etcd, and no controllers: no Pod runs, and a namespace that is
            deleted stays. In another terminal:

              export KUBECONFIG=%s
              kubectl config set-context --current --namespace=shop
              kubectl apply -f examples/minimal.yaml
              kubectl get ekstream --watch
              kubectl describe ekstream orders
              kubectl explain ekstream.spec
              kubectl wait --for=condition=Ready ekstream/orders --timeout=2m
              kubectl apply -f examples/existing-stream.yaml -f examples/observe-only.yaml
              kubectl get ekstream --output=wide
              kubectl get events --watch""";

    /** It answers no discovery, without which kubectl knows no kinds. */
    private static final String MOCK = """
            Kubernetes is a small API server inside this process, since no kube-apiserver was found here (and
            none is downloaded unless KUBE_API_TEST_OFFLINE_MODE=false). It checks nothing against the schema, and
            kubectl does not get along with it: it does not say which kinds it has. In another terminal:

              streams=%sapis/encryptedkinesis.dev/v1alpha1/namespaces/shop/encryptedkinesisstreams
              curl -H 'Content-Type: application/json' $streams -d '{
                "apiVersion": "encryptedkinesis.dev/v1alpha1", "kind": "EncryptedKinesisStream",
                "metadata": {"namespace": "shop", "name": "orders"},
                "spec": {"shards": 1, "key": {"id": "alias/orders"}}}'
              curl $streams/orders
              curl -X DELETE $streams/orders""";

    /** The real one, where its programs are. */
    static ControlPlane start() {
        return RealCluster.whyUnavailable().isEmpty() ? real() : mock();
    }

    private static ControlPlane real() {
        RealCluster cluster = RealCluster.start();
        return new ControlPlane(cluster, REAL.formatted(writeKubeconfig(cluster.kubeconfig())));
    }

    private static ControlPlane mock() {
        MockCluster cluster = MockCluster.start();
        return new ControlPlane(
                cluster, MOCK.formatted(cluster.client().getConfiguration().getMasterUrl()));
    }

    /** For the owner's eyes alone: it holds an administrator's key. */
    private static Path writeKubeconfig(String kubeconfig) {
        try {
            Files.createDirectories(KUBECONFIG.getParent());
            Files.deleteIfExists(KUBECONFIG);
            Files.createFile(
                    KUBECONFIG, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(KUBECONFIG, kubeconfig).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is behind it any more. */
    static void forgetKubeconfig() {
        try {
            Files.deleteIfExists(KUBECONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
