package dev.encryptedkinesis.operator.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.encryptedkinesis.operator.gitops.ArgoHealth.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The test of a health check in Argo CD's own form, {@code health_test.yaml} and {@code testdata}, made from objects
 * as they were stored. What differs from run to run, as names of namespaces, times and ids, is put to one value.
 */
public final class ArgoTestdata {

    private static final String WRITE = "testdata";
    private static final String TIME = "2026-01-01T00:00:00Z";
    private static final String ID = "1b0a23c6-6d0b-4c5e-9d0a-3f1f6a1e6c52";

    private final Path folder;
    private final ArgoHealth check;
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, String> files = new TreeMap<>();
    private final ArrayNode tests = JsonNodeFactory.instance.arrayNode();

    private ArgoTestdata(Path folder) {
        this.folder = folder;
        this.check = ArgoHealth.in(folder);
    }

    /** @param folder of the group and kind */
    public static ArgoTestdata of(Path folder) {
        return new ArgoTestdata(folder);
    }

    /** @param expected what Argo CD is to say of the object; with what message, the check itself says */
    public void add(String name, Status expected, JsonNode stored) {
        JsonNode object = settled(stored);
        String file = "testdata/" + name + ".yaml";
        files.put(file, yaml(object));
        tests.addObject()
                .put("inputPath", file)
                .putObject("healthStatus")
                .put("status", spelled(expected))
                .put("message", check.of(object).message());
    }

    /** The files that are other than they are to be; none, if they are to be written. */
    public List<String> differences() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("tests", tests);
        files.put("health_test.yaml", yaml(all));
        List<String> differing = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                if ("write".equals(System.getProperty(WRITE))) {
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue());
                } else if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                    differing.add(path + " is to be:\n" + file.getValue());
                }
            }
            try (Stream<Path> present = Files.list(folder.resolve("testdata"))) {
                present.map(path -> "testdata/" + path.getFileName())
                        .filter(name -> !files.containsKey(name))
                        .forEach(name -> differing.add(name + " is not to be there"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return differing;
    }

    private JsonNode settled(JsonNode stored) {
        String namespace = stored.at("/metadata/namespace").asText();
        String json = stored.toString()
                .replace(namespace.isEmpty() ? "\0" : namespace, "shop")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", TIME)
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ID);
        ObjectNode object = serialization.unmarshal(json, ObjectNode.class);
        object.withObject("/metadata").remove(List.of("resourceVersion", "managedFields"));
        return object;
    }

    private String yaml(JsonNode content) {
        return serialization.asYaml(content).replaceFirst("^---\\n", "");
    }

    private static String spelled(Status status) {
        return status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
