package dev.encryptedkinesis.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildTest {

    @Test
    void itIsTheVersionOfTheBuildFile() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>encrypted-kinesis-operator</artifactId>\n  <version>%s</version>"
                        .formatted(Build.THIS.version()));
    }

    @Test
    void theCommitIsThatOfTheRepositoryOrUnknown() {
        assertThat(Build.THIS.revision()).matches("[0-9a-f]{40}|unknown");
    }

    /** The user agent is made of it: no character that would end a product's name or version there. */
    @Test
    void inOneWordItIsAVersionBySemanticVersioning() {
        assertThat(new Build("1.3.0-SNAPSHOT", "0123456789abcdef0123456789abcdef01234567"))
                .hasToString("1.3.0-SNAPSHOT+0123456789ab");
        assertThat(new Build("1.2.3", "unknown")).hasToString("1.2.3+unknown");
        assertThat(Build.THIS.toString()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\+[0-9a-z]+");
    }
}
