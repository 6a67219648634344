package dev.encryptedkinesis.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ApiGroup;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that Argo CD and Flux are given say what they are meant to say. */
class GitOpsExamplesTest {

    private static final Path EXAMPLES = Path.of("examples", "gitops");
    private static final Path STREAMS = EXAMPLES.resolve("streams");
    private static final String KEPT_BY_ARGO = "/metadata/annotations/argocd.argoproj.io~1sync-options";
    private static final String KEPT_BY_FLUX = "/metadata/annotations/kustomize.toolkit.fluxcd.io~1prune";
    private static final String WAVE = "/metadata/annotations/argocd.argoproj.io~1sync-wave";

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void argoCdIsGivenTheChecksThatAreTested() throws IOException {
        JsonNode data = only(EXAMPLES.resolve("argocd/argocd-cm.yaml")).path("data");
        Path group = ArgoHealth.CUSTOMIZATIONS.resolve(ApiGroup.NAME);
        try (Stream<Path> kinds = Files.list(group)) {
            List<Path> folders = kinds.toList();
            assertThat(data).hasSameSizeAs(folders);
            for (Path folder : folders) {
                String entry = "resource.customizations.health.%s_%s".formatted(ApiGroup.NAME, folder.getFileName());
                assertThat(data.path(entry).asText()).isEqualTo(Files.readString(folder.resolve("health.lua")));
            }
        }
    }

    @Test
    void theApplicationHealsAndPrunesAndAppliesByServer() throws IOException {
        JsonNode spec = only(EXAMPLES.resolve("argocd/application.yaml")).path("spec");

        assertThat(spec.at("/syncPolicy/automated/selfHeal").asBoolean()).isTrue();
        assertThat(spec.at("/syncPolicy/automated/prune").asBoolean()).isTrue();
        assertThat(spec.at("/syncPolicy/syncOptions"))
                .extracting(JsonNode::asText)
                .contains("ServerSideApply=true");
        assertThat(spec.at("/destination/namespace").asText()).isEqualTo("shop");
        assertThat(spec.at("/source/path").asText()).isEqualTo("streams");
    }

    @Test
    void theKustomizationsWaitForStreams() throws IOException {
        List<JsonNode> flux = all(EXAMPLES.resolve("flux/kustomization.yaml"));
        JsonNode streams = flux.get(1).path("spec");
        JsonNode apps = flux.get(2).path("spec");

        assertThat(flux.get(0).path("kind").asText()).isEqualTo("GitRepository");
        assertThat(streams.path("wait").asBoolean()).isTrue();
        assertThat(streams.path("prune").asBoolean()).isTrue();
        assertThat(apps.at("/dependsOn/0/name").asText())
                .isEqualTo(flux.get(1).at("/metadata/name").asText());
        JsonNode checked = apps.at("/healthChecks/0");
        assertThat(all(STREAMS.resolve("orders.yaml")))
                .anySatisfy(stream -> assertThat(List.of(
                                stream.path("apiVersion"),
                                stream.path("kind"),
                                stream.at("/metadata/name"),
                                stream.at("/metadata/namespace")))
                        .containsExactly(
                                checked.path("apiVersion"),
                                checked.path("kind"),
                                checked.path("name"),
                                checked.path("namespace")));
    }

    @Test
    void whatHoldsRecordsOrReadsThemIsKept() throws IOException {
        try (Stream<Path> files = Files.list(STREAMS)) {
            for (Path file : files.toList()) {
                JsonNode object = only(file);
                boolean isKey = object.path("kind").asText().equals("Key");
                assertThat(object.at(KEPT_BY_ARGO).asText()).isEqualTo("Prune=false,Delete=false");
                assertThat(object.at(KEPT_BY_FLUX).asText()).isEqualTo("disabled");
                assertThat(object.at(WAVE).asText()).isEqualTo(isKey ? "0" : "1");
            }
        }
    }

    @Test
    void everyStreamOfAWaveNamesAKeyOfTheWaveBefore() throws IOException {
        for (String[] pair : List.of(new String[] {"orders", "key-ack"}, new String[] {"invoices", "key-crossplane"})) {
            JsonNode reference = only(STREAMS.resolve(pair[0] + ".yaml")).at("/spec/key/ref");
            JsonNode key = only(STREAMS.resolve(pair[1] + ".yaml"));

            assertThat(reference.path("apiVersion")).isEqualTo(key.path("apiVersion"));
            assertThat(reference.path("kind")).isEqualTo(key.path("kind"));
            assertThat(reference.path("name")).isEqualTo(key.at("/metadata/name"));
        }
    }

    private JsonNode only(Path file) throws IOException {
        List<JsonNode> objects = all(file);
        assertThat(objects).as(file.toString()).hasSize(1);
        return objects.get(0);
    }

    private List<JsonNode> all(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("(?m)^---$"))
                .map(document -> serialization.unmarshal(document, JsonNode.class))
                .toList();
    }
}
