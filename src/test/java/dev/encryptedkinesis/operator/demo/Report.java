package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.cluster.WriteJournal.Write;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Service;
import dev.encryptedkinesis.operator.simulation.StreamTimeline;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** What is said when all is over: how the object is, what was called, and what it cost. */
final class Report {

    private final Transcript transcript;
    private final Stage stage;
    private final Instant appliedAt;
    private final Sighting.Changed last;

    /** @param last the object as it was seen last */
    Report(Transcript transcript, Stage stage, Instant appliedAt, Sighting.Changed last) {
        this.transcript = transcript;
        this.stage = stage;
        this.appliedAt = appliedAt;
        this.last = last;
    }

    void status() {
        String name = last.object().getMetadata().getName();
        transcript.heading("$ kubectl get ekstream " + name + " -o yaml        (the status)");
        transcript.text(Serialization.asYaml(last.object().getStatus()).replaceFirst("---\n", ""));
    }

    void calls() {
        transcript.heading("What the operator called at AWS");
        transcript.callHeader();
        stage.aws().journal().entries().forEach(call -> transcript.call(Duration.between(appliedAt, call.at()), call));
    }

    /** @return the process's exit code */
    int end() {
        StreamRow row = StreamRow.of(last.object());
        transcript.heading("In the end");
        transcript.rowHeader();
        transcript.row(readyAfter(), row);
        if (!row.isReady()) {
            transcript.heading("The stream did not become Ready. " + complaint(last.object()));
            return 1;
        }
        transcript.text("");
        measures();
        return 0;
    }

    private void measures() {
        transcript.measure(
                "Ready",
                "%.1f s after the apply, %.1f s of yours"
                        .formatted(
                                Transcript.seconds(readyAfter()),
                                Transcript.seconds(readyAfter().dividedBy(Tempo.SPEED))));
        stage.aws().timeline(streamName()).ifPresent(this::encryption);
        transcript.measure("A record that is put now", "is answered with EncryptionType " + putRecord());
        List<JournalEntry> calls = stage.aws().journal().entries();
        transcript.measure(
                "Calls of AWS",
                "%d of Kinesis, %d of KMS".formatted(of(Service.KINESIS, calls), of(Service.KMS, calls)));
        List<Write> writes = stage.operatorWrites();
        long ofStatus = writes.stream()
                .filter(write -> write.path().endsWith("/status"))
                .count();
        transcript.measure(
                "Writes to the API server",
                "%d: status %d, Events and others %d".formatted(writes.size(), ofStatus, writes.size() - ofStatus));
    }

    private void encryption(StreamTimeline timeline) {
        timeline.fromActiveToEncryptionRequest()
                .ifPresent(delay -> transcript.measure(
                        "Encryption started",
                        "%.1f s after the stream became ACTIVE".formatted(Transcript.seconds(delay))));
        timeline.inPlaintext()
                .ifPresent(window -> transcript.measure(
                        "Encryption in force",
                        "%.1f s after the stream became ACTIVE".formatted(Transcript.seconds(window))));
    }

    private String putRecord() {
        return stage.aws()
                .console()
                .kinesis()
                .putRecord(request ->
                        request.streamName(streamName()).partitionKey("demo").data(SdkBytes.fromUtf8String("a record")))
                .encryptionTypeAsString();
    }

    private String streamName() {
        return Optional.ofNullable(last.object().getSpec().streamName())
                .orElseGet(() -> last.object().getMetadata().getName());
    }

    private Duration readyAfter() {
        return Duration.between(appliedAt, last.at());
    }

    private static String complaint(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getStatus())
                .map(EncryptedKinesisStreamStatus::conditions)
                .flatMap(conditions -> conditions.stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .findFirst())
                .map(Condition::getMessage)
                .orElse("The operator has written no status.");
    }

    private static long of(Service service, List<JournalEntry> calls) {
        return calls.stream()
                .filter(call -> call.operation().service() == service)
                .count();
    }
}
