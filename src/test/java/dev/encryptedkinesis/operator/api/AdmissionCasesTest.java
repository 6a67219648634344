package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Sees to it that no case is passed over for want of its other file, and that no rule of the schema is without one. */
class AdmissionCasesTest {

    @Test
    void thereAreNoFoldersButTheKnownOnes() {
        assertThat(names("")).containsExactly("invalid", "updates", "valid");
    }

    @Test
    void whatIsValidIsAManifest() {
        assertThat(names("valid")).isNotEmpty().allMatch(name -> name.endsWith(".yaml"));
    }

    @Test
    void everyInvalidManifestHasItsMessageAndEveryMessageItsManifest() {
        List<String> pairs = names("invalid").stream()
                .map(name -> name.replaceFirst("\\.(yaml|message)$", ""))
                .distinct()
                .flatMap(name -> Stream.of(name + ".message", name + ".yaml"))
                .toList();

        assertThat(names("invalid")).isNotEmpty().containsExactlyElementsOf(pairs);
    }

    @Test
    void everyUpdateHasBothItsManifestsAndNothingBesideItsMessage() {
        assertThat(names("updates"))
                .isNotEmpty()
                .allSatisfy(update -> assertThat(names("updates/" + update))
                        .contains("after.yaml", "before.yaml")
                        .isSubsetOf("after.yaml", "before.yaml", "message"));
    }

    @Test
    void noMessageIsEmpty() {
        assertThat(AdmissionCases.messages()).isNotEmpty().noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @FieldSource("dev.encryptedkinesis.operator.api.CustomResourceManifest#FILES")
    void everyConstraintOfTheSchemaIsBrokenByACase(String file) throws IOException {
        CustomResourceDefinition manifest = Serialization.unmarshal(
                Files.readString(CustomResourceManifest.CRDS.resolve(file)), CustomResourceDefinition.class);
        List<String> refusals = AdmissionRefusals.of(
                manifest.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema());

        assertThat(refusals)
                .isNotEmpty()
                .allSatisfy(refusal ->
                        assertThat(AdmissionCases.messages()).anyMatch(message -> message.contains(refusal)));
    }

    private static List<String> names(String folder) {
        return AdmissionCases.filesIn(folder).stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .toList();
    }
}
