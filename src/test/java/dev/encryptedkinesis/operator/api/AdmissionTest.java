package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.encryptedkinesis.operator.cluster.ClusterScenario;
import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema as an API server enforces it on people: with strict field validation, as {@code kubectl} asks for. */
@Tag("cluster")
class AdmissionTest extends ClusterScenario {

    private KubernetesClient client;
    private String namespace;

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @BeforeEach
    void enterNamespace() {
        client = cluster().client();
        namespace = cluster().newNamespace();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    static List<AdmissionCases.Valid> valid() {
        return AdmissionCases.valid();
    }

    static List<AdmissionCases.Invalid> invalid() {
        return AdmissionCases.invalid();
    }

    static List<AdmissionCases.Update> updates() {
        return AdmissionCases.updates();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void accepts(AdmissionCases.Valid valid) {
        GenericKubernetesResource sent = AdmissionCases.read(valid.manifest());

        GenericKubernetesResource created = strictly(sent).create();

        assertThat(created.getAdditionalProperties())
                .as("no defaults, and nothing dropped")
                .isEqualTo(sent.getAdditionalProperties());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refuses(AdmissionCases.Invalid invalid) {
        GenericKubernetesResource sent = AdmissionCases.read(invalid.manifest());

        assertRefused(() -> strictly(sent).create(), invalid.message());
    }

    @ParameterizedTest
    @MethodSource("updates")
    void judgesUpdates(AdmissionCases.Update update) {
        GenericKubernetesResource created =
                strictly(AdmissionCases.read(update.before())).create();
        GenericKubernetesResource changed = AdmissionCases.read(update.after());
        changed.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());

        update.message()
                .ifPresentOrElse(
                        message -> assertRefused(() -> strictly(changed).update(), message),
                        () -> assertThat(
                                        strictly(changed).update().getMetadata().getGeneration())
                                .isEqualTo(2));
    }

    private NonDeletingOperation<GenericKubernetesResource> strictly(GenericKubernetesResource resource) {
        return client.genericKubernetesResources(resource.getApiVersion(), resource.getKind())
                .inNamespace(namespace)
                .resource(resource)
                .fieldValidation(Validation.STRICT);
    }

    private static void assertRefused(ThrowingCallable request, String message) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getStatus().getMessage()).contains(message));
    }
}
