package dev.encryptedkinesis.operator.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.cluster.ClusterScenario;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The policy of {@code deploy/} in a real API server, which is the chart's too ({@code helm/check}): it says earlier what
 * the operator says, and never anything else.
 */
@Tag("cluster")
class AdmissionPolicyTest extends ClusterScenario {

    private static final Path POLICY = Path.of("deploy/admission-policy.yaml");
    private static final Path ROLES = Path.of("deploy/user-roles.yaml");
    private static final List<String> PERMITTED =
            List.of("encrypted-kinesis-operator-view", "encrypted-kinesis-operator-edit");
    private static final List<String> ALL = List.of("*");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<RequestCase.Placed> placed = new ArrayList<>();
    private KubernetesClient editor;

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    /** All at once, and one more, which is refused as soon as the API server has taken note of what came before it. */
    @BeforeAll
    void place() {
        KubernetesClient administrator = cluster().client();
        load(administrator, POLICY)
                .forEach(object -> administrator.resource(object).create());
        RequestCase.all().forEach(asked -> place(asked, administrator));
        RequestCase.Placed last = place(nothingAllowed(), administrator);
        editor = cluster().clientOf(editor(administrator));
        await("the policy").atMost(PATIENCE).until(() -> refusal(last).isPresent());
    }

    private RequestCase.Placed place(RequestCase asked, KubernetesClient administrator) {
        RequestCase.Placed here = asked.in("case-" + placed.size());
        administrator
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(here.namespace())
                        .withLabels(here.labels())
                        .endMetadata()
                        .build())
                .create();
        here.identities().forEach(identity -> administrator.resource(identity).create());
        placed.add(here);
        return here;
    }

    private static RequestCase nothingAllowed() {
        return new RequestCase(
                "nothing is allowed",
                Map.of(),
                List.of(Map.of()),
                null,
                Map.of("region", "eu-west-1"),
                "RegionNotAllowed",
                null);
    }

    /** Somebody who may edit, but is nobody else. */
    private static Account editor(KubernetesClient administrator) {
        List<HasMetadata> permissions = new ArrayList<>(load(administrator, ROLES).stream()
                .filter(role -> PERMITTED.contains(role.getMetadata().getName()))
                .toList());
        permissions.add(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("editor")
                .withNamespace("default")
                .endMetadata()
                .build());
        PERMITTED.forEach(role -> permissions.add(new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(role + "-editor")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("", "ServiceAccount", "editor", "default")
                .build()));
        return new Account("default", "editor", permissions);
    }

    private static List<HasMetadata> load(KubernetesClient client, Path file) {
        try (InputStream manifests = Files.newInputStream(file)) {
            return client.load(manifests).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RequestCase.Placed> cases() {
        return placed;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysAsTheOperatorDoes(RequestCase.Placed here) {
        Optional<String> said = refusal(here);

        assertThat(said.isPresent())
                .as("refused: %s", said)
                .isEqualTo(here.admission().isPresent());
        here.admission().ifPresent(words -> assertThat(said.orElseThrow()).contains(words));
    }

    /** A limit that comes later keeps nobody from mending what is there, nor from what has nothing to do with it. */
    @Test
    void ofWhatIsThereOnlyWhatIsChangedIsLookedAt() {
        KubernetesClient administrator = cluster().client();
        RequestCase.Placed here = place(
                new RequestCase(
                        "what was allowed",
                        Map.of(),
                        List.of(Map.of(
                                "allowedRegions",
                                ALL,
                                "allowedStreamNames",
                                ALL,
                                "allowedKeyARNs",
                                ALL,
                                "allowedDeletionPolicies",
                                ALL)),
                        null,
                        Map.of("region", "eu-west-1", "deletionPolicy", "Delete"),
                        "Allowed",
                        null),
                administrator);
        EncryptedKinesisStream there = editor.resource(here.object()).create();
        AwsIdentity narrowed = here.identities().get(0);
        narrowed.setSpec(
                nothingAllowed().in(here.namespace()).identities().get(0).getSpec());
        administrator.resource(narrowed).update();
        here.object().getMetadata().setName("another");
        await("the limit").atMost(PATIENCE).until(() -> refusal(here).isPresent());

        assertThat(changed(
                        there, "spec: {shards: 2}\nmetadata: {labels: {team: shop}, finalizers: [shop.example.com/a]}"))
                .isEmpty();
        assertThat(changed(there, "spec: {deletionPolicy: DeleteWithConsumers}"))
                .contains("allows no deletionPolicy DeleteWithConsumers");
        assertThat(changed(there, "spec: {deletionPolicy: Retain}")).isEmpty();
        assertThat(changed(there, "spec: {deletionPolicy: Delete}")).contains("allows no deletionPolicy Delete");
        assertThat(changed(there, "spec: {key: {id: alias/another}}")).contains("alias/another names no key");
    }

    /** What is said to a change, which is given in YAML; empty if nothing is. */
    private String changed(EncryptedKinesisStream there, String patch) {
        try {
            editor.resource(there)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            Serialization.asJson(Serialization.unmarshal(patch, Map.class)));
            return "";
        } catch (KubernetesClientException e) {
            return e.getStatus().getMessage();
        }
    }

    /** What the API server says to the object, in so far as it is said by this policy. */
    private Optional<String> refusal(RequestCase.Placed here) {
        try {
            editor.resource(here.object()).dryRun().create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            assertThat(e.getMessage())
                    .contains("ValidatingAdmissionPolicy 'encrypted-kinesis-operator' with binding"
                            + " 'encrypted-kinesis-operator' denied request: ");
            return Optional.of(e.getStatus().getMessage());
        }
    }
}
