package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.EncryptionStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.Optional;

/** An object as {@code kubectl get} prints it: the columns that the custom resource's definition names. */
record StreamRow(String name, String ready, String encrypted, String key, String shards, String status) {

    private static final String FORMAT = "%-9s %-8s %-10s %-18s %-7s %-9s %s";

    static StreamRow of(EncryptedKinesisStream object) {
        EncryptedKinesisStreamStatus status =
                Optional.ofNullable(object.getStatus()).orElse(EncryptedKinesisStreamStatus.NONE);
        return new StreamRow(
                object.getMetadata().getName(),
                condition(status, "Ready").map(Condition::getStatus).orElse(""),
                condition(status, "Encrypted").map(Condition::getStatus).orElse(""),
                Optional.ofNullable(status.encryption())
                        .map(EncryptionStatus::key)
                        .orElse(""),
                Optional.ofNullable(status.shards()).map(String::valueOf).orElse(""),
                Optional.ofNullable(status.streamStatus()).orElse(""));
    }

    static Optional<Condition> condition(EncryptedKinesisStreamStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    static String header() {
        return FORMAT.formatted("NAME", "READY", "ENCRYPTED", "KEY", "SHARDS", "STATUS", "AGE");
    }

    boolean isReady() {
        return ready.equals("True");
    }

    String line(Duration age) {
        return FORMAT.formatted(name, ready, encrypted, key, shards, status, age(age));
    }

    /** As kubectl writes it: seconds at first, then minutes with seconds. */
    private static String age(Duration age) {
        return age.toSeconds() < 120 ? age.toSeconds() + "s" : age.toMinutes() + "m" + age.toSecondsPart() + "s";
    }
}
