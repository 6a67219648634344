package dev.encryptedkinesis.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every condition of every moment, word for word, as {@code conditions.txt} has it. People act on these words, and
 * scripts on the reasons: a change of them is to be seen in review.
 */
class ConditionsTest {

    private static final Path EXPECTED = Path.of("src/test/resources/status/conditions.txt");

    private final Map<String, EncryptedKinesisStreamStatus> moments = Moments.all();

    @TestFactory
    Stream<DynamicTest> areAsExpected() throws IOException {
        Map<String, String> expected = expected();
        return moments.entrySet().stream()
                .map(moment -> DynamicTest.dynamicTest(
                        moment.getKey(),
                        () -> assertThat(Told.conditions(moment.getValue()))
                                .isEqualTo(expected.getOrDefault(moment.getKey(), "(not in " + EXPECTED + ")"))));
    }

    @Test
    void nothingIsExpectedOfMomentsThatAreNotThere() throws IOException {
        assertThat(expected().keySet()).containsExactlyInAnyOrderElementsOf(moments.keySet());
    }

    private static Map<String, String> expected() throws IOException {
        return Arrays.stream(Files.readString(EXPECTED).split("(?m)^== "))
                .skip(1)
                .collect(Collectors.toMap(
                        section -> section.substring(0, section.indexOf('\n')),
                        section -> section.substring(section.indexOf('\n') + 1).stripTrailing() + "\n"));
    }
}
