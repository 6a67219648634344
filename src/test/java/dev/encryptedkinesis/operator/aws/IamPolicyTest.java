package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What deploy/ gives the operator at AWS: what it calls, and no more. */
class IamPolicyTest {

    private static final Path DEPLOY = Path.of("deploy");

    @Test
    void thePolicyPermitsWhatTheOperatorCallsAndNothingElse() throws IOException {
        Set<String> called = Arrays.stream(AwsOperation.values())
                .filter(operation -> operation != AwsOperation.LIST_STREAMS)
                .map(operation -> operation.service().name().toLowerCase(Locale.ROOT) + ":" + operation.awsName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(permitted()).isEqualTo(called);
    }

    @Test
    void everyPermissionIsExplained() throws IOException {
        String explained = Files.readString(DEPLOY.resolve("README.md"));

        assertThat(permitted()).allSatisfy(action -> assertThat(explained).contains("| `" + action + "` |"));
    }

    private static Set<String> permitted() throws IOException {
        JsonNode policy =
                new ObjectMapper().readTree(DEPLOY.resolve("iam-policy.json").toFile());
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            JsonNode action = statement.path("Action");
            if (action.isTextual()) {
                actions.add(action.asText());
            }
            action.forEach(one -> actions.add(one.asText()));
        }
        return actions;
    }
}
