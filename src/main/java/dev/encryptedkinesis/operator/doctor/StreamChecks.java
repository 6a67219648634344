package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import java.util.ArrayList;
import java.util.List;

/** Who asks, whether there is a stream, and whether it is encrypted. */
final class StreamChecks {

    static final String STREAM = "stream";
    static final String ENCRYPTION = "encryption";

    private static final String CREDENTIALS = "credentials";

    private final Seen seen;

    StreamChecks(Seen seen) {
        this.seen = seen;
    }

    /** In order; not more than makes sense. */
    List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        Check credentials = credentials();
        topics.add(Topic.of(credentials));
        if (credentials.outcome() == Outcome.UNREACHED) {
            return topics;
        }
        topics.add(Topic.of(stream()));
        seen.description().map(this::encryption).map(Topic::of).ifPresent(topics::add);
        return topics;
    }

    private Check credentials() {
        return seen.caller()
                .known()
                .map(caller -> Check.good(CREDENTIALS, CREDENTIALS, caller.arn()))
                .orElseGet(() -> Unanswered.check(
                        CREDENTIALS,
                        CREDENTIALS,
                        "sts:GetCallerIdentity",
                        Unanswered.ANY,
                        seen.caller().silence().orElseThrow()));
    }

    private Check stream() {
        if (seen.stream().silence().isPresent()) {
            return unseen(seen.stream().silence().get());
        }
        return seen.description()
                .map(StreamChecks::state)
                .orElseGet(() -> Check.bad(STREAM, STREAM, "there is no stream of this name here")
                        .fixedBy(Fix.of("Check the name, the Region and the account%s."
                                .formatted(seen.caller()
                                        .known()
                                        .map(caller -> ", which is " + caller.account())
                                        .orElse("")))));
    }

    /** Without an answer to this question there are no others. */
    private Check unseen(Failure failure) {
        Check check = Unanswered.check(
                STREAM,
                STREAM,
                "kinesis:DescribeStreamSummary",
                "stream " + seen.id().name(),
                failure);
        return failure.kind() == Failure.Kind.TRANSIENT
                ? Check.of(STREAM, STREAM, Outcome.UNREACHED, check.detail())
                : check;
    }

    private static Check state(StreamDescription stream) {
        String detail =
                "%s, %s, records kept for %d hours".formatted(stream.state(), stream.arn(), stream.retentionHours());
        return switch (stream.state()) {
            case ACTIVE, UPDATING -> Check.good(STREAM, STREAM, detail);
            case CREATING ->
                Check.bad(STREAM, STREAM, detail)
                        .fixedBy(Fix.of("Wait until it is ACTIVE: it takes no records before."));
            case DELETING ->
                Check.bad(STREAM, STREAM, detail).fixedBy(Fix.of("Nothing brings it back: create it anew."));
        };
    }

    private Check encryption(StreamDescription stream) {
        return stream.keyId()
                .map(keyId -> Check.good(ENCRYPTION, ENCRYPTION, "KMS, under " + keyId))
                .orElseGet(() -> Check.bad(ENCRYPTION, ENCRYPTION, "none: records are stored in plaintext")
                        .fixedBy(Fix.pasting(
                                "Start encryption; with a key of your own in place of alias/aws/kinesis, if you have one.",
                                ("aws kinesis start-stream-encryption --region %s --stream-name %s"
                                                + " --encryption-type KMS --key-id alias/aws/kinesis")
                                        .formatted(seen.id().region(), seen.id().name()))));
    }
}
