package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Applies an example and shows what comes of it, until the stream is Ready. */
public final class Demo {

    private static final Path EXAMPLE = Path.of("examples", "customer-managed-key.yaml");
    private static final String KEY_ALIAS = "alias/payments";

    /** For the next news, by the wall clock. No step of the simulated AWS takes as long at the demo's speed. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** For the Events of a pass whose status has been seen. */
    private static final Duration LAST_EVENTS = Duration.ofMillis(500);

    private final Stage stage;
    private final Transcript transcript;

    private Demo(Stage stage, Transcript transcript) {
        this.stage = stage;
        this.transcript = transcript;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out));
    }

    /** @return 0 if the stream became Ready, else 1 */
    static int run(PrintStream out) {
        Transcript transcript = new Transcript(out);
        transcript.heading("encrypted-kinesis-operator: from kubectl apply to an encrypted stream");
        transcript.text("""
                The operator is the real one. Its Kubernetes API server is a small one, inside this process.
                AWS is simulated, its clock runs %d times faster than yours; how long it takes for a step is
                drawn from wide ranges, as AWS publishes none. All times are seconds of that clock since the apply.""".formatted(Tempo.SPEED));
        try (Stage stage = Stage.open(MockCluster.start(), Tempo.accelerated(), List.of(KEY_ALIAS))) {
            return new Demo(stage, transcript).play();
        }
    }

    private int play() {
        try (Audience audience = new Audience(stage.kubernetes(), Stage.NAMESPACE, stage.clock())) {
            EncryptedKinesisStream example = announceExample();
            transcript.heading("$ kubectl get ekstream --watch        (KEY is cut short here; * marks an Event)");
            transcript.rowHeader();
            Instant appliedAt = stage.clock().instant();
            EncryptedKinesisStream applied =
                    stage.kubernetes().resource(example).create();
            Sighting.Changed last = watch(audience, new Sighting.Changed(appliedAt, applied));
            Report report = new Report(transcript, stage, appliedAt, last);
            report.status();
            report.calls();
            return report.end();
        }
    }

    private EncryptedKinesisStream announceExample() {
        String example = read(EXAMPLE);
        transcript.heading("$ kubectl apply -f " + EXAMPLE);
        transcript.text(example.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n")));
        transcript.text("(" + KEY_ALIAS + " is there already.)");
        return Serialization.unmarshal(example, EncryptedKinesisStream.class);
    }

    /** @return the object as it was seen last: Ready, or as it was when nothing more happened */
    private Sighting.Changed watch(Audience audience, Sighting.Changed applied) {
        Sighting.Changed last = applied;
        Optional<Sighting> next = audience.next(PATIENCE);
        while (next.isPresent()) {
            Duration moment = Duration.between(applied.at(), next.get().at());
            if (next.get() instanceof Sighting.Changed changed) {
                last = changed;
                transcript.row(moment, StreamRow.of(last.object()));
            } else if (next.get() instanceof Sighting.Told told) {
                transcript.event(moment, told.event());
            }
            next = audience.next(StreamRow.of(last.object()).isReady() ? LAST_EVENTS : PATIENCE);
        }
        return last;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
