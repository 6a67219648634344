package dev.encryptedkinesis.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SaidTest {

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Rate exceeded, Rate exceeded, Rate exceeded.",
                "Rate exceeded., Rate exceeded, Rate exceeded.",
                "Rate exceeded.., Rate exceeded, Rate exceeded.",
                "\"Rate exceeded. \", Rate exceeded, Rate exceeded.",
                "First. Second., First. Second, First. Second.",
                "Cut off…, Cut off…, Cut off…",
                "Really?, Really?, Really?"
            })
    void endsWithOneFullStop(String said, String phrase, String sentence) {
        Failure failure = new Failure(Failure.Kind.THROTTLED, "CreateStream", "Throttled", said);

        assertThat(Said.phrase(failure)).isEqualTo(phrase);
        assertThat(Said.sentence(failure)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource
    void whoCanDoSomethingIsToldWhatAndWhoCannotIsToldThatItGoesOn(Failure.Kind kind) {
        Failure failure = new Failure(kind, "CreateStream", kind.name(), "No credentials: check the role.");

        assertThat(Said.refusal(failure)).contains("No credentials: check the role");
        if (failure.passesByItself()) {
            assertThat(Said.refusal(failure)).containsPattern("The operator (tries again|looks what became of it)");
        } else {
            assertThat(Said.refusal(failure)).containsPattern("Allow|check|Correct|have it raised|Look at");
        }
    }
}
