package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * Two tenants on one operator, with all features on. The one works in the tests' namespace, as somebody who may edit there
 * and nothing else, within narrow limits; the other has a stream of his own. No admission policy: the operator is alone.
 */
@Tag("cluster")
abstract class TenantScenario extends OperatorScenario {

    private static final String EDITOR = "editor";
    private static final Path ROLES = Path.of("deploy/user-roles.yaml");
    private static final Set<String> FLOW_INTO_EDIT =
            Set.of("encrypted-kinesis-operator-view", "encrypted-kinesis-operator-edit");

    private String othersNamespace;
    private String othersKey;
    private String ownKey;
    private KubernetesClient editor;

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @Override
    Set<String> watched() {
        return Set.of();
    }

    @Override
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of(KeyReferenceKind.CONFIG_MAP);
    }

    @Override
    boolean writesBindingSecrets() {
        return true;
    }

    @Override
    boolean writesPolicyConfigMaps() {
        return true;
    }

    /** The other one's stream is at rest: what AWS is asked during a test is asked for the tenant of the tests' namespace. */
    @Override
    Pace pace(int factor) {
        return new AcceleratedPace(new Random(1), factor) {
            @Override
            public Duration after(NextStep step, Optional<String> operation, int inARow, Instant now) {
                return step instanceof NextStep.Converged
                        ? Duration.ofHours(1)
                        : super.after(step, operation, inARow, now);
            }
        };
    }

    @BeforeEach
    void arrangeTenants() {
        ownKey = keyNamed("alias/own");
        othersKey = keyNamed("alias/others");
        othersNamespace = cluster().newNamespace();
        Edit.of(kubernetes().resources(AwsIdentity.class).withName(namespace()), identity -> {
            identity.setSpec(limits().getSpec());
            return identity;
        });
        kubernetes()
                .resource(Identities.ofEverything(othersNamespace, Identities.namespace(othersNamespace)))
                .create();
        editor = cluster().clientOf(editor());
    }

    @AfterEach
    void forgetTenants() {
        kubernetes().resources(AwsIdentity.class).withName(othersNamespace).delete();
    }

    private AwsIdentity limits() {
        return Identities.named(
                namespace(),
                "{namespaceSelector: %s, allowedRegions: [eu-west-1], allowedStreamNames: ['${namespace}.*'], allowedKeyARNs: ['%s']}"
                        .formatted(Identities.namespace(namespace()), ownKey));
    }

    /** What Kubernetes' role edit permits in the namespace once ours have flowed into it; there is no controller here. */
    private Account editor() {
        List<PolicyRule> rules = new ArrayList<>();
        roles().stream()
                .filter(role -> FLOW_INTO_EDIT.contains(role.getMetadata().getName()))
                .forEach(role -> rules.addAll(((ClusterRole) role).getRules()));
        rules.add(new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources("secrets", "configmaps")
                .withVerbs("get", "list", "watch", "create", "update", "patch", "delete")
                .build());
        return new Account(
                namespace(),
                EDITOR,
                List.of(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(EDITOR)
                                .withNamespace(namespace())
                                .endMetadata()
                                .build(),
                        new RoleBuilder()
                                .withNewMetadata()
                                .withName(EDITOR)
                                .withNamespace(namespace())
                                .endMetadata()
                                .withRules(rules)
                                .build(),
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withName(EDITOR)
                                .withNamespace(namespace())
                                .endMetadata()
                                .withNewRoleRef("rbac.authorization.k8s.io", "Role", EDITOR)
                                .addNewSubject("", "ServiceAccount", EDITOR, namespace())
                                .build()));
    }

    private List<HasMetadata> roles() {
        try (InputStream manifests = Files.newInputStream(ROLES)) {
            return kubernetes().load(manifests).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tenant's own hands reach the API server with. */
    final KubernetesClient editorClient() {
        return editor;
    }

    final String othersNamespace() {
        return othersNamespace;
    }

    final String othersKey() {
        return othersKey;
    }

    final String ownKey() {
        return ownKey;
    }

    /** An object as its author writes it. */
    final EncryptedKinesisStream stream(String inNamespace, String name, String spec) {
        return kubernetes()
                .getKubernetesSerialization()
                .unmarshal("""
                apiVersion: encryptedkinesis.dev/v1alpha1
                kind: EncryptedKinesisStream
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, inNamespace, spec), EncryptedKinesisStream.class);
    }

    /** The tests' own refused requests, beside which those of the operator would not be seen: they are counted apart. */
    @Override
    void assertRefusals(List<String> refused) {
        super.assertRefusals(refused.stream()
                .filter(request -> !attempted().contains(request))
                .toList());
    }

    /** What the editor tried in vain, as method and path. */
    abstract List<String> attempted();
}
