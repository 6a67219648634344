package dev.encryptedkinesis.operator.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an API server must accept and refuse, one case a file. */
final class AdmissionCases {

    static final Path FOLDER = Path.of("src/test/resources/admission");

    private AdmissionCases() {}

    /** A manifest that must be accepted. */
    record Valid(Path manifest) {
        @Override
        public String toString() {
            return nameOf(manifest);
        }
    }

    /** A manifest that must be refused with an answer in which the message occurs. */
    record Invalid(Path manifest, String message) {
        @Override
        public String toString() {
            return nameOf(manifest);
        }
    }

    /** A change that must be refused with an answer in which the message occurs, or accepted if there is none. */
    record Update(Path folder, Path before, Path after, Optional<String> message) {
        @Override
        public String toString() {
            return nameOf(folder);
        }
    }

    static List<Valid> valid() {
        return filesIn("valid").stream().map(Valid::new).toList();
    }

    static List<Invalid> invalid() {
        return filesIn("invalid").stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(manifest -> new Invalid(manifest, message(messageBeside(manifest))))
                .toList();
    }

    static List<Update> updates() {
        return filesIn("updates").stream()
                .map(folder -> new Update(
                        folder,
                        folder.resolve("before.yaml"),
                        folder.resolve("after.yaml"),
                        Optional.of(folder.resolve("message"))
                                .filter(Files::exists)
                                .map(AdmissionCases::message)))
                .toList();
    }

    /** Every message that some case expects. */
    static List<String> messages() {
        return Stream.concat(
                        invalid().stream().map(Invalid::message),
                        updates().stream().flatMap(update -> update.message().stream()))
                .toList();
    }

    static Path messageBeside(Path manifest) {
        return manifest.resolveSibling(nameOf(manifest) + ".message");
    }

    static List<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is written: the Java model would drop the fields that it does not know. */
    static GenericKubernetesResource read(Path manifest) {
        return Serialization.unmarshal(content(manifest), GenericKubernetesResource.class);
    }

    private static String message(Path file) {
        return content(file).strip();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.(yaml|message)$", "");
    }
}
