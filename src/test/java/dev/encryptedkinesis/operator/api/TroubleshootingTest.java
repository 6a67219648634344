package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/troubleshooting.md speaks of reasons that there are, in their own words. */
class TroubleshootingTest {

    private static final Path PAGE = Path.of("docs", "troubleshooting.md");
    private static final Path REASONS = Path.of("src/main/java/dev/encryptedkinesis/operator/api/Reason.java");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]*\\| `(\\w+)` \\| ([^|]+?) \\|");
    private static final Pattern HEADING = Pattern.compile("(?m)^## .*: (\\w+)$");
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\* ([^*]+) \\*/\\s+(\\w+)[,\\n]");

    @Test
    void everyReasonIsExplainedAsInTheCode() throws IOException {
        Map<String, String> told = ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(told).hasSizeGreaterThan(10);
        assertThat(documentation()).containsAllEntriesOf(told);
    }

    @Test
    void everyHeadingNamesAReason() throws IOException {
        assertThat(HEADING.matcher(Files.readString(PAGE)).results().map(heading -> heading.group(1)))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(Reason.valueOf(reason)).isNotNull());
    }

    private static Map<String, String> documentation() throws IOException {
        return CONSTANT.matcher(Files.readString(REASONS))
                .results()
                .collect(Collectors.toMap((MatchResult constant) -> constant.group(2), constant -> constant.group(1)));
    }
}
