package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomResourceManifestTest {

    @Test
    void theManifestsInTheRepositoryAreThoseThatTheModelGives(@TempDir Path generated) throws IOException {
        CustomResourceManifest.generate(generated);

        for (String file : CustomResourceManifest.FILES) {
            assertThat(Files.readString(CustomResourceManifest.CRDS.resolve(file)))
                    .as("crds/ is out of date. Regenerate it with: mvn -Pcrds test-compile exec:java")
                    .isEqualTo(Files.readString(generated.resolve(file)));
        }
    }
}
