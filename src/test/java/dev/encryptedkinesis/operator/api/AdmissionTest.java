package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.function.Consumer;
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

        assertThatCode(() -> assertThat(strictly(sent).create().getAdditionalProperties())
                        .as("no defaults, and nothing dropped")
                        .isEqualTo(sent.getAdditionalProperties()))
                .as(valid.toString())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refuses(AdmissionCases.Invalid invalid) {
        GenericKubernetesResource sent = AdmissionCases.read(invalid.manifest());

        assertThatThrownBy(() -> strictly(sent).create(), invalid.toString()).satisfies(saying(invalid.message()));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void judgesUpdates(AdmissionCases.Update update) {
        GenericKubernetesResource created =
                strictly(AdmissionCases.read(update.before())).create();
        GenericKubernetesResource changed = AdmissionCases.read(update.after());
        changed.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());

        ThrowingCallable change = () -> strictly(changed).update();

        update.message()
                .ifPresentOrElse(
                        message -> assertThatThrownBy(change, update.toString()).satisfies(saying(message)),
                        () -> assertThatCode(change).as(update.toString()).doesNotThrowAnyException());
    }

    private NonDeletingOperation<GenericKubernetesResource> strictly(GenericKubernetesResource resource) {
        return client.genericKubernetesResources(resource.getApiVersion(), resource.getKind())
                .inNamespace(namespace)
                .resource(resource)
                .fieldValidation(Validation.STRICT);
    }

    private static Consumer<Throwable> saying(String message) {
        return refusal -> assertThat(refusal)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getStatus().getMessage()).contains(message));
    }
}
