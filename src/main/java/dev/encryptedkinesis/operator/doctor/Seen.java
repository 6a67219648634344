package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that AWS answered.
 *
 * @param stream known to be empty if there is no such stream
 * @param key empty if the stream is not encrypted, or not known
 * @param access empty if there is no stream to have access to
 * @param lately empty if KMS does not tell of a key
 *
 */
public record Seen(
        StreamId id,
        DeclaredAccess users,
        Answer<Caller> caller,
        Answer<Optional<StreamDescription>> stream,
        Optional<KeySight> key,
        Optional<Access> access,
        Optional<Lately> lately) {

    /** What was asked of the access, and what was answered. */
    public record Access(AccessQuestion question, AccessFacts facts) {}

    /**
     * What happened in the time before.
     *
     * @param busiestMinute how much all programs of the account asked of KMS
     * @param denials whom KMS turned away, of all streams; the latest at least
     */
    public record Lately(Duration time, Answer<Optional<LiveUse>> busiestMinute, Answer<List<Denial>> denials) {}

    public Optional<StreamDescription> description() {
        return stream.known().flatMap(found -> found);
    }
}
