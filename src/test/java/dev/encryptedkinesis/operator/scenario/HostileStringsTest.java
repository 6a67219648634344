package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.CustomResourceManifest;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Strings that mean something to somebody, in every place of a spec that takes a string: the API server refuses them, or
 * they come to nothing, and are told harmlessly.
 */
class HostileStringsTest extends TenantScenario {

    /** To a terminal, to a log of lines, and to whoever reads from the left. */
    static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]|[\\u202A-\\u202E\\u2066-\\u2069]|[$][{]");

    private static final List<String> HOSTILE = List.of(
            ".*",
            "^(a+)+$",
            "*",
            "orders\nERROR all is lost",
            "\u001b[31mred\u001b[0m",
            "${namespace}",
            "${aws:PrincipalTag/team}",
            "\"'`; --",
            "\\E.*\\Q",
            "%s%n{}",
            "../../kube-system/x",
            "{{ .Release.Name }}",
            "invoice\u202Egpj.exe",
            "x".repeat(5000));

    @Override
    List<String> attempted() {
        return List.of();
    }

    /** A place of the spec, and the way to put a string there. */
    private record Place(List<String> path) {

        @SuppressWarnings("unchecked")
        Map<String, Object> with(Map<String, Object> spec, String text) {
            Map<String, Object> changed = new LinkedHashMap<>(spec);
            Map<String, Object> at = changed;
            for (String step : path.subList(0, path.size() - 1)) {
                Map<String, Object> below = new LinkedHashMap<>(
                        at.get(step) instanceof Map<?, ?> there ? (Map<String, Object>) there : Map.of());
                at.put(step, below);
                at = below;
            }
            String last = path.get(path.size() - 1);
            switch (last) {
                case "[]" -> throw new IllegalStateException("a list stands last in its path");
                case "{key}" -> at.put(text, "value");
                case "{value}" -> at.put("key", text);
                default -> at.put(last, last.endsWith("s") && isList(last) ? List.of(text) : text);
            }
            return changed;
        }

        private static boolean isList(String name) {
            return Set.of("producers", "consumers", "fanOutConsumers", "shardLevelMetrics")
                    .contains(name);
        }
    }

    private static List<Place> places(List<String> path, JSONSchemaProps schema) {
        List<Place> places = new ArrayList<>();
        if ("string".equals(schema.getType())) {
            places.add(new Place(path));
        }
        if (schema.getItems() != null) {
            places.addAll(places(path, schema.getItems().getSchema()));
        }
        boolean isMap = schema.getAdditionalProperties() != null
                || Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields());
        if (isMap) {
            places.add(new Place(below(path, "{key}")));
            places.add(new Place(below(path, "{value}")));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> places.addAll(places(below(path, name), property)));
        }
        return places;
    }

    private static List<String> below(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static List<Place> places() {
        return places(List.of(), CustomResourceManifest.specOfStream());
    }

    @Test
    void areRefusedOrHarmless() {
        Set<String> accepted = new TreeSet<>();
        List<String> names = new ArrayList<>();
        List<Place> places = places();
        for (Place place : places) {
            for (String text : HOSTILE) {
                String name = "hostile-" + names.size();
                if (isAccepted(name, place.with(plain(name), text))) {
                    accepted.add(String.join(".", place.path()));
                    names.add(name);
                }
            }
        }

        assertThat(places).as("places that take a string").hasSizeGreaterThan(20);
        assertThat(accepted)
                .as("what only AWS can refuse")
                .containsOnly(
                        "tags.{key}",
                        "tags.{value}",
                        "resourcePolicy.Statement.{key}",
                        "resourcePolicy.Statement.{value}");
        names.forEach(name -> await(name).atMost(PATIENCE).until(() -> isLookedAt(name)));
        assertThat(names)
                .allSatisfy(name -> assertThat(told(name))
                        .allSatisfy(text -> assertThat(HARMFUL.matcher(text).find())
                                .as(text)
                                .isFalse()));
        assertThat(aws().journal().entries())
                .allSatisfy(call -> assertThat(isOwn(call)).as(call.toString()).isTrue());
    }

    private Map<String, Object> plain(String name) {
        return Map.of("shards", 1, "key", Map.of("id", ownKey()), "streamName", namespace() + "." + name);
    }

    private boolean isAccepted(String name, Map<String, Object> spec) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion("encryptedkinesis.dev/v1alpha1");
        object.setKind("EncryptedKinesisStream");
        object.setMetadata(stream(namespace(), name, "{}").getMetadata());
        object.setAdditionalProperty("spec", spec);
        try {
            editorClient().resource(object).create();
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isIn(400, 422);
            return false;
        }
    }

    private boolean isLookedAt(String name) {
        EncryptedKinesisStream seen = object(name).get();
        return seen.getStatus() != null && seen.getStatus().observedGeneration() != null;
    }

    /** What the operator says of the object, in its conditions and Events. */
    private List<String> told(String name) {
        List<String> said = new ArrayList<>();
        status(name).conditions().forEach(condition -> said.add(condition.getMessage()));
        kubernetes().events().v1().events().inNamespace(namespace()).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name))
                .forEach(event -> said.add(event.getNote()));
        return said;
    }

    private boolean isOwn(JournalEntry call) {
        return call.resource().startsWith(namespace() + ".hostile-")
                || call.resource().contains(":stream/" + namespace() + ".hostile-")
                || call.resource().equals(ownKey())
                || call.resource().equals("*");
    }
}
