package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The CustomResourceDefinitions as generated from the Java model. Its main method writes them to crds/ and to the chart. */
public final class CustomResourceManifest {

    public static final Path CRDS = Path.of("crds");
    /** A copy, since a chart cannot take in what lies outside of it. */
    public static final Path CHART = Path.of("helm", "encrypted-kinesis-operator", "files");

    public static final List<String> FILES =
            List.of("awsidentities.encryptedkinesis.dev-v1.yml", "encryptedkinesisstreams.encryptedkinesis.dev-v1.yml");

    private CustomResourceManifest() {}

    public static void main(String[] arguments) {
        generate(CRDS);
        generate(CHART);
    }

    /** What a stream's spec may say, as it is in crds/. */
    public static JSONSchemaProps specOfStream() {
        try {
            return Serialization.unmarshal(
                            Files.readString(CRDS.resolve("encryptedkinesisstreams.encryptedkinesis.dev-v1.yml")),
                            CustomResourceDefinition.class)
                    .getSpec()
                    .getVersions()
                    .get(0)
                    .getSchema()
                    .getOpenAPIV3Schema()
                    .getProperties()
                    .get("spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void generate(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new CRDGenerator()
                .customResourceClasses(AwsIdentity.class, EncryptedKinesisStream.class)
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
        private static final List<String> COLUMNS = List.of(
                "Ready",
                "Encrypted",
                "Account",
                "Key",
                "Shards",
                "Namespaces",
                "Status",
                "Age",
                "ARN",
                "Role",
                "Reason",
                "Message");

        private static final int MOST_EXPRESSIONS = 32;

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
            describe(conditions.getItems().getSchema().getProperties());
            conditions
                    .getItems()
                    .getSchema()
                    .setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
            switch (((CustomResourceDefinition) crd).getSpec().getNames().getKind()) {
                case "EncryptedKinesisStream" -> completeStream(crd, root);
                case "AwsIdentity" -> completeIdentity(root);
                default -> throw new IllegalArgumentException("Nothing is known of " + crd);
            }
            removeRepeatedRules(root);
            return crd;
        }

        private static void completeStream(HasMetadata crd, JSONSchemaProps root) {
            crd.getMetadata().setLabels(Map.of("servicebinding.io/provisioned-service", "true"));
            root.setDescription("A Kinesis data stream that is encrypted at rest under a KMS key, for as long as this"
                    + " object exists.");
            Map<String, JSONSchemaProps> parts = root.getProperties();
            parts.get("spec")
                    .setDescription("What the stream is to be. A field that is left out takes the default that its"
                            + " description names.");
            parts.get("status")
                    .setDescription("What AWS reports of the stream, and what the operator makes of it. Fields that"
                            + " nothing is known of are absent.");
            JSONSchemaProps consumers = parts.get("status").getProperties().get("consumers");
            consumers.setXKubernetesListType("map");
            consumers.setXKubernetesListMapKeys(List.of("name"));
            consumers.getItems().getSchema().setRequired(List.of("name"));
            Map<String, JSONSchemaProps> spec = parts.get("spec").getProperties();
            spec.get("fanOutConsumers").setXKubernetesListType("set");
            nameMetrics(spec.get("shardLevelMetrics"));
            openPolicy(spec.get("resourcePolicy"));
        }

        private static void completeIdentity(JSONSchemaProps root) {
            root.setDescription(
                    "With which AWS credentials the streams of some namespaces are looked after, and what these"
                            + " namespaces may ask for. In a namespace that none selects, nothing is done.");
            Map<String, JSONSchemaProps> parts = root.getProperties();
            parts.get("spec")
                    .setDescription(
                            "Who is served, as whom, and within which limits. What is not said is not allowed.");
            parts.get("status")
                    .setDescription("What AWS says of the identity. Fields that nothing is known of are absent.");
            Map<String, JSONSchemaProps> selector =
                    parts.get("spec").getProperties().get("namespaceSelector").getProperties();
            selector.get("matchLabels").setDescription("Labels that a namespace must have, with these values.");
            JSONSchemaProps expressions = selector.get("matchExpressions");
            expressions.setDescription("What else must hold of a namespace's labels, at most 32.");
            expressions.setMaxItems((long) MOST_EXPRESSIONS);
            JSONSchemaProps expression = expressions.getItems().getSchema();
            expression.setRequired(List.of("key", "operator"));
            expression.getProperties().get("key").setDescription("Key of the label.");
            expression.getProperties().get("values").setDescription("What its value must be one of, or none of.");
            expression.getProperties().get("operator").setDescription("In, NotIn, Exists or DoesNotExist.");
            expression
                    .getProperties()
                    .get("operator")
                    .setEnum(List.of(
                            TextNode.valueOf("In"),
                            TextNode.valueOf("NotIn"),
                            TextNode.valueOf("Exists"),
                            TextNode.valueOf("DoesNotExist")));
        }

        /** What a list holds can be limited by annotations in size, and not to choices. */
        private static void nameMetrics(JSONSchemaProps list) {
            list.getItems()
                    .getSchema()
                    .setEnum(Arrays.stream(ShardLevelMetric.values())
                            .map(Enum::name)
                            .<JsonNode>map(TextNode::valueOf)
                            .toList());
        }

        /** IAM says what else is in a policy. */
        private static void openPolicy(JSONSchemaProps policy) {
            policy.setAdditionalProperties(null);
            policy.setProperties(Map.of(
                    "Statement",
                    new JSONSchemaPropsBuilder()
                            .withDescription("One statement, or a list of them.")
                            .withXKubernetesPreserveUnknownFields(true)
                            .build()));
            policy.setRequired(List.of("Statement"));
        }

        private static void describe(Map<String, JSONSchemaProps> condition) {
            condition.get("type").setDescription("What the condition speaks of, such as Encrypted.");
            condition.get("status").setDescription("True, False or Unknown.");
            condition.get("reason").setDescription("Why, in one word that programs can rely on.");
            condition.get("message").setDescription("Why, and what to do about it, for people.");
            condition.get("lastTransitionTime").setDescription("Since when the condition has had this status.");
            condition
                    .get("observedGeneration")
                    .setDescription("The generation of the spec that the condition speaks of.");
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
