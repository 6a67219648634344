package dev.encryptedkinesis.operator.access.leastprivilege;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.leastprivilege.KeyKeeper.Duty;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/access.md has the reason of each action that a policy permits, and of no other. */
class AccessDocumentationTest {

    private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| `([a-z]+:[a-zA-Z]+)` \\|");

    @Test
    void everyActionIsExplained() throws IOException {
        Set<String> explained = EXPLAINED
                .matcher(Files.readString(Path.of("docs/access.md")))
                .results()
                .map(MatchResult::group)
                .map(row -> row.substring(3, row.length() - 3))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(permitted());
    }

    private static Set<String> permitted() {
        StreamUse use = Uses.with(
                Uses.withFanOut(Uses.withOldKey(Uses.shared()), Uses.FAN_OUT),
                new KeyKeeper(Uses.OPERATOR, Duty.WATCH_AND_GRANT));
        return PolicyFiles.of(use).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".json"))
                .flatMap(file -> PolicyDocument.parse(file.getValue()).statements().stream())
                .flatMap(statement -> statement.actions().patterns().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
