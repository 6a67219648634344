package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Found;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Look;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Written;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import java.util.Optional;

/** Puts one record into a stream and gets it back. */
public final class RoundTrip {

    /** Records are there within a second, mostly; a shard gives up to five answers a second. */
    static final int MOST_LOOKS = 15;

    private final StreamGateway streams;
    private final RecordGateway records;
    private final Pause pause;

    /**
     * What came of it.
     *
     * @param found empty if nothing was written; known to be empty if the record was not seen
     * @param keyIdAfter the stream's key afterwards, as Kinesis names it; empty if it was not asked or has none
     */
    public record Report(
            Answer<Written> written,
            Optional<Answer<Optional<Found>>> found,
            Optional<Answer<Optional<String>>> keyIdAfter) {}

    public RoundTrip(StreamGateway streams, RecordGateway records, Pause pause) {
        this.streams = streams;
        this.records = records;
        this.pause = pause;
    }

    public Report make(String streamName) {
        Answer<Written> written = Answer.to(() -> records.put(streamName));
        if (written.known().isEmpty()) {
            return new Report(written, Optional.empty(), Optional.empty());
        }
        Answer<Optional<Found>> found = find(streamName, written.known().get());
        Answer<Optional<String>> keyId =
                Answer.to(() -> streams.describe(streamName).flatMap(StreamDescription::keyId));
        return new Report(written, Optional.of(found), Optional.of(keyId));
    }

    private Answer<Optional<Found>> find(String streamName, Written written) {
        Optional<String> at = Optional.empty();
        Optional<Failure> lastFailure = Optional.empty();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            pause.beforeAskingAgain();
            try {
                String iterator = at.isPresent() ? at.get() : records.iteratorAt(streamName, written);
                Look look = records.look(iterator, written);
                if (look.found().isPresent() || look.next().isEmpty()) {
                    return new Answer.Known<>(look.found());
                }
                at = look.next();
                lastFailure = Optional.empty();
            } catch (FailureException e) {
                if (!isWorthAnotherLook(e.failure())) {
                    return new Answer.Silent<>(e.failure());
                }
                lastFailure = Optional.of(e.failure());
            }
        }
        return lastFailure
                .<Answer<Optional<Found>>>map(Answer.Silent::new)
                .orElseGet(() -> new Answer.Known<>(Optional.empty()));
    }

    private static boolean isWorthAnotherLook(Failure failure) {
        return failure.kind() == Failure.Kind.THROTTLED || failure.kind() == Failure.Kind.TRANSIENT;
    }
}
