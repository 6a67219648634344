package dev.encryptedkinesis.operator.chaos;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.ops.StreamOperator;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The objects on the API server, as their owners make and see them. */
final class Fleet {

    static final String OPERATOR_NAMESPACE = "encrypted-kinesis-operator";

    /** Its streams are made with the operator's own credentials. */
    private static final String PLAIN = "chaos-plain";

    /** Its identity has a role. */
    private static final String WITH_ROLE = "chaos-role";

    private static final String SPEC =
            "{namespaceSelector: %s, allowedRegions: ['*'], allowedStreamNames: ['*'], allowedKeyARNs: ['*']%s}";

    private final KubernetesClient client;

    Fleet() {
        // Whoever asks again by himself does not see for how long there was no answer.
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout(2_000)
                .withRequestTimeout(5_000)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The namespace of the stream of that number. */
    static String namespace(int number) {
        return number % 2 == 0 ? PLAIN : WITH_ROLE;
    }

    void prepare(String account) {
        for (String name : List.of(PLAIN, WITH_ROLE)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
        client.resource(Identities.named("default", SPEC.formatted(Identities.namespace(PLAIN), "")))
                .forceConflicts()
                .serverSideApply();
        String role = ", roleARN: 'arn:aws:iam::%s:role/streams'".formatted(account);
        client.resource(Identities.named("role", SPEC.formatted(Identities.namespace(WITH_ROLE), role)))
                .create();
    }

    void create(Wish wish) {
        client.resource(wish.manifest()).create();
    }

    /** @return whether the API server took it */
    boolean edit(Wish wish) {
        return ifItAnswers(
                        () -> client.resource(wish.manifest()).forceConflicts().serverSideApply())
                .isPresent();
    }

    /** Empty: the API server does not answer. */
    Optional<List<EncryptedKinesisStream>> objects() {
        return ifItAnswers(() -> client.resources(EncryptedKinesisStream.class)
                .inAnyNamespace()
                .list()
                .getItems());
    }

    /** Empty: the API server does not answer, or nobody has led yet. */
    Optional<LeaseSpec> lease() {
        return ifItAnswers(() -> client.resources(Lease.class)
                        .inNamespace(OPERATOR_NAMESPACE)
                        .withName(StreamOperator.LEASE)
                        .get())
                .map(Lease::getSpec)
                .filter(spec -> spec.getHolderIdentity() != null
                        && !spec.getHolderIdentity().isEmpty());
    }

    /** It is killed now and then, and not answering is what is expected of it. */
    private static <T> Optional<T> ifItAnswers(Supplier<T> request) {
        try {
            return Optional.ofNullable(request.get());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }
}
