package dev.encryptedkinesis.operator.api;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The CustomResourceDefinition as generated from the Java model. Its main method writes it to crds/. */
public final class CustomResourceManifest {

    public static final Path CRDS = Path.of("crds");
    public static final String FILE = "encryptedkinesisstreams.encryptedkinesis.dev-v1.yml";

    private CustomResourceManifest() {}

    public static void main(String[] arguments) {
        generate(CRDS);
    }

    static void generate(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new CRDGenerator()
                .customResourceClasses(EncryptedKinesisStream.class)
                .forCRDVersions("v1")
                .withMinQuotes(true)
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new Completion())
                .inOutputDir(folder.toFile())
                .generate();
    }

    /** What the annotations of the generator cannot say. */
    private static final class Completion implements CRDPostProcessor {

        /** The order in which {@code kubectl get} shows the columns; the generator sorts them by path. */
        private static final List<String> COLUMNS =
                List.of("Ready", "Encrypted", "Key", "Shards", "Status", "Age", "ARN", "Reason", "Message");

        @Override
        public HasMetadata process(HasMetadata crd, String version) {
            CustomResourceDefinitionVersion served =
                    ((CustomResourceDefinition) crd).getSpec().getVersions().get(0);
            List<CustomResourceColumnDefinition> columns = new ArrayList<>(served.getAdditionalPrinterColumns());
            columns.sort(Comparator.comparing(column -> COLUMNS.indexOf(column.getName())));
            served.setAdditionalPrinterColumns(columns);

            JSONSchemaProps root = served.getSchema().getOpenAPIV3Schema();
            root.setRequired(List.of("spec"));
            // A status that is applied field by field needs to know by what its conditions are told apart.
            JSONSchemaProps conditions =
                    root.getProperties().get("status").getProperties().get("conditions");
            conditions.setXKubernetesListType("map");
            conditions.setXKubernetesListMapKeys(List.of("type"));
            conditions
                    .getItems()
                    .getSchema()
                    .setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
            removeRepeatedRules(root);
            return crd;
        }

        /** The generator meets a record component twice, as field and as accessor, and lists its rules for each. */
        private static void removeRepeatedRules(JSONSchemaProps schema) {
            if (schema.getXKubernetesValidations() != null) {
                schema.setXKubernetesValidations(
                        schema.getXKubernetesValidations().stream().distinct().toList());
            }
            if (schema.getProperties() != null) {
                schema.getProperties().values().forEach(Completion::removeRepeatedRules);
            }
        }
    }
}
