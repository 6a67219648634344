package dev.encryptedkinesis.operator.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.encryptedkinesis.operator.doctor.Check;
import dev.encryptedkinesis.operator.doctor.Diagnosis;
import dev.encryptedkinesis.operator.doctor.Fix;
import dev.encryptedkinesis.operator.doctor.Outcome;
import java.util.List;
import java.util.Optional;

/** A diagnosis for scripts. docs/doctor.md promises its form: fields may be added, and none taken away. */
final class DoctorJson {

    /** ASCII alone, so that it is the same in whatever charset it is printed. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private DoctorJson() {}

    static String of(Diagnosis diagnosis) {
        ObjectNode root = JSON.createObjectNode();
        root.put("stream", diagnosis.stream().name());
        root.put("region", diagnosis.stream().region());
        root.put("result", word(diagnosis.result()));
        root.set("causes", checks(diagnosis.causes()));
        root.set("checks", checks(diagnosis.checks()));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static ArrayNode checks(List<Diagnosis.Placed> checks) {
        ArrayNode all = JSON.createArrayNode();
        checks.forEach(placed -> all.add(check(placed)));
        return all;
    }

    private static ObjectNode check(Diagnosis.Placed placed) {
        Check check = placed.check();
        ObjectNode node = JSON.createObjectNode();
        node.put("id", check.id());
        node.put("principal", placed.topic().principal().orElse(null));
        node.put("title", check.title());
        node.put("outcome", word(check.outcome()));
        node.put("detail", check.detail());
        node.put("because", check.because().orElse(null));
        node.set("fix", fix(check.fix()));
        return node;
    }

    private static ObjectNode fix(Optional<Fix> fix) {
        return fix.map(remedy -> JSON.createObjectNode()
                        .put("instruction", remedy.instruction())
                        .put("text", remedy.text().orElse(null)))
                .orElse(null);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case GOOD -> "ok";
            case UNKNOWN -> "unknown";
            case BAD -> "failed";
            case UNREACHED -> "unreachable";
        };
    }
}
