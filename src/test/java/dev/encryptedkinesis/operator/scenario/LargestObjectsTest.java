package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.cluster.RealCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.ops.PrintedLog;
import dev.encryptedkinesis.operator.simulation.Allowance;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An object of which everything is as long and as many as the API server takes: through all of its life. */
@Tag("cluster")
class LargestObjectsTest extends OperatorScenario {

    private static final String NAME = "n".repeat(253);
    private static final String ALIAS = "alias/" + "a".repeat(250);
    private static final int MOST_PRINCIPALS = 50;

    /** Of the names and values of all annotations together, in bytes. */
    private static final int MOST_ANNOTATED = 256 * 1024;

    private static final String NOTE = "example.com/note";
    private static final String MARK = "what somebody noted ";

    @Override
    protected TestCluster start() {
        return RealCluster.startOrSkip();
    }

    @Override
    String newNamespace() {
        String longest =
                ("test-" + UUID.randomUUID() + "-").concat("n".repeat(63)).substring(0, 63);
        kubernetes()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(longest)
                        .endMetadata()
                        .build())
                .create();
        return longest;
    }

    @Override
    boolean writesBindingSecrets() {
        return true;
    }

    @Override
    boolean writesPolicyConfigMaps() {
        return true;
    }

    private static <T> List<T> many(int count, IntFunction<T> each) {
        return IntStream.range(0, count).mapToObj(each).toList();
    }

    /** Ends in the number, so that no two are the same. */
    private static String padded(int length, String unit, int number) {
        String end = "%03d".formatted(number);
        return unit.repeat(length - end.length()) + end;
    }

    private static ObjectMeta metadata(String namespace, int annotated) {
        return new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(many(64, number -> number).stream()
                        .collect(Collectors.toMap(
                                number -> "d".repeat(253) + "/" + padded(63, "l", number),
                                number -> padded(63, "v", number))))
                .addToAnnotations(
                        NOTE, MARK.repeat(annotated / MARK.length() + 1).substring(0, annotated - NOTE.length()))
                .build();
    }

    private static final String ROLES = "arn:aws:iam::123456789012:role/";

    /** A path is of 512 characters at most, the first and the last of them a slash. */
    private static String role(String kind, int number) {
        return (padded(126, kind, number) + "/").repeat(4) + padded(64, kind, number);
    }

    private static List<String> principals(int count, String kind) {
        return many(count, number -> ROLES + role(kind, number));
    }

    private void createPrincipals(int count, String kind) {
        principals(count, kind).forEach(arn -> {
            aws().console().access().createRole(arn.substring(ROLES.length()));
            aws().console()
                    .access()
                    .putPolicy(
                            arn, "all", Allowance.of("*", "kinesis:*", "kms:*").text());
        });
    }

    private static Map<String, Object> spec(String key, int principals) {
        Map<String, Object> spec = new HashMap<>();
        spec.put("streamName", "s".repeat(128));
        spec.put("region", "eu-west-1");
        spec.put("mode", "Provisioned");
        spec.put("shards", 10_000);
        spec.put("retentionHours", 8760);
        spec.put("allowRetentionDecrease", true);
        spec.put("key", Map.of("id", key));
        spec.put("maxRecordSizeKiB", 10_240);
        spec.put("shardLevelMetrics", List.of("ALL"));
        spec.put("fanOutConsumers", many(20, number -> padded(128, "c", number)));
        spec.put("resourcePolicy", policy());
        spec.put(
                "tags",
                many(46, number -> number).stream()
                        .collect(Collectors.toMap(
                                number -> padded(128, "字", number), number -> padded(256, "é", number))));
        spec.put(
                "access",
                Map.of(
                        "mode",
                        "Verify",
                        "producers",
                        principals(principals, "p"),
                        "consumers",
                        principals(principals, "q"),
                        "policiesConfigMap",
                        "p".repeat(253)));
        spec.put("binding", Map.of("secretName", "b".repeat(253)));
        spec.put("adoptionPolicy", "AdoptOrCreate");
        spec.put("deletionPolicy", "DeleteWithConsumers");
        spec.put("managementPolicy", "Full");
        return spec;
    }

    /** Just below AWS's 20 KiB. */
    private static Map<String, Object> policy() {
        Map<String, Object> statement = Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("AWS", "123456789012"),
                "Action",
                many(900, number -> "kinesis:PutRecord"),
                "Resource",
                "*");
        return Map.of("Version", "2012-10-17", "Statement", List.of(statement));
    }

    private GenericKubernetesResource largest(String key, int principals, int annotated) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion("encryptedkinesis.dev/v1alpha1");
        object.setKind("EncryptedKinesisStream");
        object.setMetadata(metadata(namespace(), annotated));
        object.setAdditionalProperty("spec", spec(key, principals));
        return object;
    }

    @Test
    void isAdmittedAndTheApiServerSaysWhatIsTooMuchToNote() {
        kubernetes()
                .resource(largest(ALIAS, MOST_PRINCIPALS, MOST_ANNOTATED))
                .dryRun()
                .create();

        assertThatThrownBy(() -> kubernetes()
                        .resource(largest(ALIAS, MOST_PRINCIPALS, 1_000_000))
                        .create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getStatus().getMessage())
                                .contains("metadata.annotations: Too long: may not be more than 262144 bytes"));
    }

    /** With fewer principals than are possible: one is judged in each pass, and a pass takes a quarter of a second here. */
    @Test
    void livesThroughAllOfItsLife() {
        keyNamed(ALIAS);
        createPrincipals(4, "p");
        createPrincipals(4, "q");
        try (PrintedLog log = PrintedLog.open()) {
            kubernetes().resource(largest(ALIAS, 4, MOST_ANNOTATED)).create();
            awaitReady(NAME);
            HasMetadata secret = kubernetes()
                    .secrets()
                    .inNamespace(namespace())
                    .withName("b".repeat(253))
                    .get();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(policies()).isNotNull());
            assertThat(List.of(secret, policies()))
                    .allSatisfy(owned -> assertThat(Serialization.asJson(owned))
                            .contains(object(NAME).get().getMetadata().getUid())
                            .doesNotContain(MARK, "l".repeat(60)));
            assertThat(Serialization.asJson(status(NAME))).hasSizeLessThan(50_000);
            assertThat(status(NAME).consumers()).hasSize(20);

            object(NAME).delete();
            awaitGone(NAME);
            assertThat(aws().console().kinesis().listStreams().streamNames()).isEmpty();
            assertThat(kubernetes()
                            .events()
                            .v1()
                            .events()
                            .inNamespace(namespace())
                            .list()
                            .getItems())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(event -> {
                        assertThat(event.getNote()).isNotEmpty().hasSizeLessThanOrEqualTo(1024);
                        assertThat(event.getRegarding().getName()).isEqualTo(NAME);
                    });
            assertThat(log.lines())
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line).hasSizeLessThan(3_000).doesNotContain(MARK, "was not accepted"));
        }
    }

    private ConfigMap policies() {
        return kubernetes()
                .configMaps()
                .inNamespace(namespace())
                .withName("p".repeat(253))
                .get();
    }
}
