package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import java.time.Duration;
import java.util.Optional;

/**
 * All that AWS answered.
 *
 * @param stream known to be empty if there is no such stream
 * @param key empty if the stream is not encrypted, or not known
 * @param access empty if there is no stream to have access to
 * @param use of KMS by all programs of the account; empty if there is no key to have a quota
 */
public record Seen(
        StreamId id,
        DeclaredAccess users,
        Answer<Caller> caller,
        Answer<Optional<StreamDescription>> stream,
        Optional<KeySight> key,
        Optional<Access> access,
        Optional<Use> use) {

    /** What was asked of the access, and what was answered. */
    public record Access(AccessQuestion question, AccessFacts facts) {}

    /**
     * How much the account asks of KMS.
     *
     * @param ofLast before now
     */
    public record Use(Duration ofLast, Answer<Optional<LiveUse>> busiestMinute) {}

    public Optional<StreamDescription> description() {
        return stream.known().flatMap(found -> found);
    }
}
