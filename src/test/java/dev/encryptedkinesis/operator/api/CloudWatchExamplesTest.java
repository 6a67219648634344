package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has CloudFormation and whoever has Terraform are warned of the same. */
class CloudWatchExamplesTest {

    private static final Path FOLDER = Path.of("examples", "cloudwatch");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MetricName: (\\S+)          | metric_name *= "(.*)"
                    Namespace: (\\S+)           | namespace *= "(.*)"
                    Stat(?:istic)?: (\\S+)      | stat(?:istic)? *= "(.*)"
                    Period: (\\d+)              | period *= (\\d+)
                    EvaluationPeriods: (\\d+)   | evaluation_periods *= (\\d+)
                    DatapointsToAlarm: (\\d+)   | datapoints_to_alarm *= (\\d+)
                    Threshold: (\\d+)           | threshold *= (\\d+)
                    ComparisonOperator: (\\S+)  | comparison_operator *= "(.*)"
                    TreatMissingData: (\\S+)    | treat_missing_data *= "(.*)"
                    Default: (\\d+)             | default *= (\\d+)
                    eventName: \\[(.*)]         | eventName *= \\["(.*)"]
                    source: \\[(.*)]            | source *= \\["(.*)"]
                    """)
    void theTwoSayTheSame(String cloudFormation, String terraform) throws IOException {
        assertThat(found(cloudFormation, "alarms.cfn.yml"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(found(terraform, "alarms.tf"));
    }

    private static List<String> found(String pattern, String file) throws IOException {
        return Pattern.compile("(?m)\\b" + pattern)
                .matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(match -> match.group(1).replace("\"", ""))
                .toList();
    }
}
