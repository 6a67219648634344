package dev.encryptedkinesis.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ValuesTableTest {

    @Test
    void theTableInTheReadmeIsTheOneThatTheCommentsGive() throws IOException {
        String readme = Files.readString(ValuesTable.README);

        assertThat(readme)
                .as("The table is out of date. Write it anew with: mvn -Pchart test-compile exec:java")
                .isEqualTo(ValuesTable.written(readme, ValuesTable.of(ValuesTable.values())));
    }

    @Test
    void eachCommentIsARowOfItsKeyAndThatsDefault() {
        String values = """
                # About the file.

                image:
                  # -- Where it is.
                  # Must be set.
                  name: operator
                  # Of no concern to readers.
                  # -- Its tag.
                  tag: ""
                # -- How many.
                replicas: 2

                # --- A heading ---

                # -- Who may.
                names: []
                # -- What it takes, in all.
                resources:
                  limits:
                    memory: 1Gi
                """;

        assertThat(ValuesTable.of(values)).isEqualTo("""
                        | Value | What | Default |
                        |---|---|---|
                        | `image.name` | Where it is. Must be set. | `"operator"` |
                        | `image.tag` | Its tag. | `""` |
                        | `replicas` | How many. | `2` |
                        | `names` | Who may. | `[]` |
                        | `resources` | What it takes, in all. | `{"limits":{"memory":"1Gi"}}` |
                        """);
    }

    @Test
    void aValueOfWhichNothingIsSaidIsNamed() {
        String values = """
                # -- Told.
                told: 1
                image:
                  # -- Told too.
                  name: operator
                  # Not told to readers.
                  tag: ""
                """;

        assertThatThrownBy(() -> ValuesTable.of(values)).hasMessage("no comment tells of image.tag");
    }

    @Test
    void aReadmeThatDoesNotSayWhereTheTableStandsIsLeftAsItIs() {
        assertThatThrownBy(() -> ValuesTable.written("# Chart\n", "table"))
                .hasMessage("the README does not say where the table is to stand");
    }
}
