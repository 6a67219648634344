package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.simulation.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps a control plane, the operator and the simulated AWS up until it is told to stop, for those who have kubectl. */
public final class Playground {

    /** The keys that the examples name, and the streams that two of them expect to be there. */
    private static final List<String> KEY_ALIASES =
            List.of("alias/orders", "alias/payments", "alias/events", "alias/audit");

    private static final List<String> EXISTING_STREAMS = List.of("legacy-events", "audit-log");

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(200);

    private final Stage stage;
    private final Transcript transcript;
    private final Instant start;
    private int told;

    private Playground(Stage stage, Transcript transcript) {
        this.stage = stage;
        this.transcript = transcript;
        this.start = stage.clock().instant();
    }

    public static void main(String[] arguments) {
        AtomicReference<Optional<Stage>> opened = new AtomicReference<>(Optional.empty());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(opened.get()), "stop"));
        Transcript transcript = new Transcript(System.out);
        transcript.heading("encrypted-kinesis-operator: starting a control plane, the operator and a simulated AWS");
        ControlPlane controlPlane = ControlPlane.start();
        Stage stage = Stage.open(controlPlane.cluster(), Tempo.quickAws(), KEY_ALIASES);
        opened.set(Optional.of(stage));
        furnish(stage);
        transcript.text(
                """
                AWS is simulated, and about %d times quicker than the real one.
                There are KMS keys %s,
                and streams %s that nobody has encrypted.""".formatted(Tempo.SPEED, String.join(", ", KEY_ALIASES), String.join(" and ", EXISTING_STREAMS)));
        transcript.text(controlPlane.introduction());
        transcript.heading("Ctrl-C stops everything. The operator's calls of AWS, in seconds from now:");
        transcript.callHeader();
        new Playground(stage, transcript).tellCalls();
    }

    private static void furnish(Stage stage) {
        EXISTING_STREAMS.forEach(name -> stage.aws().console().createActiveStream(name, 2, Map.of()));
    }

    private void tellCalls() {
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(
                        this::tellNewCalls,
                        BETWEEN_REPORTS.toMillis(),
                        BETWEEN_REPORTS.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void tellNewCalls() {
        List<JournalEntry> calls = stage.aws().journal().entries();
        calls.subList(told, calls.size()).forEach(call -> transcript.call(Duration.between(start, call.at()), call));
        told = calls.size();
    }

    /** The control plane's processes would outlive this one, even those of a start that was broken off. */
    private static void stop(Optional<Stage> opened) {
        try {
            opened.ifPresent(Stage::close);
        } finally {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
            ControlPlane.forgetKubeconfig();
        }
    }
}
