package dev.encryptedkinesis.operator.tenancy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.AwsIdentitySpec;
import dev.encryptedkinesis.operator.api.DeletionPolicy;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.stream.WantedKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an object asks for in a namespace, and what is said to it.
 *
 * @param identities specs, each without the selector if it selects everything
 * @param object its name; {@code asked} if none is given
 * @param stream its spec, without what the case is not about
 * @param says a {@link dev.encryptedkinesis.operator.api.Reason}, or Allowed
 * @param admission what occurs in what admission says, or Silent; if it is not given, the operator's own words
 */
record RequestCase(
        @JsonProperty("case") String name,
        Map<String, String> labels,
        List<Map<String, Object>> identities,
        String object,
        Map<String, Object> stream,
        String says,
        String admission) {

    static final String ALLOWED = "Allowed";

    private static final String SILENT = "Silent";
    private static final String OPERATORS_REGION = "eu-west-1";
    private static final Path FILE = Path.of("src/test/resources/tenancy/requests.yaml");

    RequestCase {
        labels = labels == null ? Map.of() : labels;
        object = object == null ? "asked" : object;
    }

    static List<RequestCase> all() {
        try (InputStream file = Files.newInputStream(FILE)) {
            return new KubernetesSerialization().unmarshal(file, new TypeReference<List<RequestCase>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case in a namespace of its own: its identities select no other. */
    Placed in(String namespace) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("case", namespace);
        List<AwsIdentity> placed = new ArrayList<>();
        for (Map<String, Object> spec : identities) {
            AwsIdentity identity = new AwsIdentity();
            identity.setMetadata(new ObjectMetaBuilder()
                    .withName(namespace + "-" + placed.size())
                    .build());
            identity.setSpec(selecting(spec, namespace));
            placed.add(identity);
        }
        return new Placed(this, namespace, all, placed, object(namespace));
    }

    private static AwsIdentitySpec selecting(Map<String, Object> spec, String namespace) {
        Map<String, Object> whole = new HashMap<>(Map.of("namespaceSelector", Map.of()));
        whole.putAll(spec);
        AwsIdentitySpec selecting = Serialization.unmarshal(Serialization.asJson(whole), AwsIdentitySpec.class);
        Map<String, String> wanted =
                new HashMap<>(Optional.ofNullable(selecting.namespaceSelector().getMatchLabels())
                        .orElse(Map.of()));
        wanted.put("case", namespace);
        selecting.namespaceSelector().setMatchLabels(wanted);
        return selecting;
    }

    private EncryptedKinesisStream object(String namespace) {
        Map<String, Object> whole = new HashMap<>(Map.of("shards", 1, "key", Map.of("id", "alias/orders")));
        whole.putAll(stream);
        EncryptedKinesisStream asked = new EncryptedKinesisStream();
        asked.setMetadata(new ObjectMetaBuilder()
                .withName(object)
                .withNamespace(namespace)
                .build());
        asked.setSpec(Serialization.unmarshal(
                Serialization.asJson(whole).replace("NAMESPACE", namespace), EncryptedKinesisStreamSpec.class));
        return asked;
    }

    @Override
    public String toString() {
        return name;
    }

    /** The case, where it takes place. */
    record Placed(
            RequestCase what,
            String namespace,
            Map<String, String> labels,
            List<AwsIdentity> identities,
            EncryptedKinesisStream object) {

        /** What the operator says. */
        Optional<Refusal> refusal() {
            Choice choice = Tenancy.choose(identities, new Tenant("cluster-1", namespace, labels));
            return choice instanceof Choice.Served served
                    ? served.mandate().limits().refusal(request())
                    : Optional.of(((Choice.NotServed) choice).refusal());
        }

        /** What occurs in what admission says; empty if it says nothing. */
        Optional<String> admission() {
            if (what.admission() == null) {
                return refusal().map(Refusal::message);
            }
            return Optional.of(what.admission())
                    .filter(text -> !text.equals(SILENT))
                    .map(text -> text.replace("IDENTITY", namespace + "-" + (identities.size() - 1)));
        }

        private Request request() {
            EncryptedKinesisStreamSpec spec = object.getSpec();
            return new Request(
                    Optional.ofNullable(spec.region()).orElse(OPERATORS_REGION),
                    Optional.ofNullable(spec.streamName())
                            .orElse(object.getMetadata().getName()),
                    key(spec.key()),
                    Optional.ofNullable(spec.deletionPolicy())
                            .map(DeletionPolicy::valueOf)
                            .orElse(DeletionPolicy.Retain));
        }

        private static Optional<String> key(KeySelector key) {
            return key.awsManaged() == null ? Optional.ofNullable(key.id()) : Optional.of(WantedKey.AWS_MANAGED.id());
        }

        @Override
        public String toString() {
            return what.name();
        }
    }
}
