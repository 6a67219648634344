package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.leastprivilege.Remedy;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Content;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Found;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Written;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a record that was put and read back. */
final class RoundTripChecks {

    private static final String PUT = "roundtrip.put";
    private static final String GET = "roundtrip.get";
    private static final String KEY = "roundtrip.key";

    private final Seen seen;
    private final RoundTrip.Report report;

    RoundTripChecks(Seen seen, RoundTrip.Report report) {
        this.seen = seen;
        this.report = report;
    }

    Topic topic() {
        List<Check> checks = new ArrayList<>();
        checks.add(put(report.written()));
        report.found().map(this::get).ifPresent(checks::add);
        report.keyIdAfter().flatMap(this::key).ifPresent(checks::add);
        return new Topic("round trip", Optional.empty(), checks);
    }

    private Check put(Answer<Written> answer) {
        if (answer.silence().isPresent()) {
            return refused(
                    PUT,
                    "put",
                    "kinesis:PutRecord",
                    "kms:GenerateDataKey",
                    answer.silence().get());
        }
        Written written = answer.known().orElseThrow();
        return encryption(
                PUT,
                "put",
                "record %s of %s".formatted(written.sequenceNumber(), written.shardId()),
                written.encryption());
    }

    private Check get(Answer<Optional<Found>> answer) {
        if (answer.silence().isPresent()) {
            Failure failure = answer.silence().get();
            return refused(GET, "get", "kinesis:" + failure.operation(), "kms:Decrypt", failure);
        }
        Optional<Found> found = answer.known().orElseThrow();
        if (found.isEmpty()) {
            return Check.unknown(
                            GET, "get", "the record was not there yet after %d looks".formatted(RoundTrip.MOST_LOOKS))
                    .fixedBy(Fix.of("Run this again; if the stream is being resharded, when that is done."));
        }
        return found.get().content() == Content.OTHER
                ? Check.bad(GET, "get", "what was read is not what was written")
                : encryption(GET, "get", "the same record", found.get().encryption());
    }

    private Check encryption(String id, String title, String what, RecordEncryption encryption) {
        boolean isToBeEncrypted = seen.key().isPresent();
        return switch (encryption) {
            case KMS -> Check.good(id, title, what + ", EncryptionType KMS");
            case NOT_TOLD -> Check.unknown(id, title, what + ", of which Kinesis does not say how it is stored");
            case NONE -> {
                Check plain = Check.bad(id, title, what + ", EncryptionType NONE: it is stored in plaintext");
                if (!isToBeEncrypted) {
                    yield plain.following(StreamChecks.ENCRYPTION);
                }
                yield id.equals(PUT)
                        ? plain.fixedBy(Fix.of("Run this again in a moment: Kinesis may store records in plaintext for"
                                + " five seconds after it reports that encryption has started."))
                        : plain.following(PUT);
            }
        };
    }

    private Optional<Check> key(Answer<Optional<String>> after) {
        if (seen.key().isEmpty()) {
            return Optional.empty();
        }
        KeySight before = seen.key().get();
        if (after.silence().isPresent()) {
            return Optional.of(Unanswered.check(
                    KEY,
                    "key",
                    "kinesis:DescribeStreamSummary",
                    "stream " + seen.id().name(),
                    after.silence().get()));
        }
        boolean isTheSame =
                after.known().orElseThrow().filter(before.id()::equals).isPresent();
        return Optional.of(
                isTheSame
                        ? Check.good(
                                KEY,
                                "key",
                                before.arn().orElse(before.id()) + ": the stream was under it before and after")
                        : Check.unknown(
                                        KEY,
                                        "key",
                                        "the stream's key was changed meanwhile: it is not known which was used")
                                .fixedBy(Fix.of("Run this again.")));
    }

    /** Why the caller could not, with the caller's own permissions, and what helps. */
    private Check refused(String id, String title, String action, String keyAction, Failure failure) {
        String said = "%s: %s (%s)".formatted(cause(failure, action, keyAction), failure.message(), failure.code());

        Check bad = Check.bad(id, title, said);
        return switch (failure.kind()) {
            case DENIED -> bad.fixedBy(denied(action, failure));
            case KEY_ACCESS_DENIED -> bad.fixedBy(keyDenied(keyAction));
            case KEY_DISABLED, KEY_IN_INVALID_STATE, KEY_NOT_FOUND ->
                isKeyBad() ? bad.following(KeyChecks.STATE) : bad.fixedBy(keyTrouble(failure.kind()));
            case THROTTLED -> throttled(bad, failure);
            case CREDENTIALS_UNUSABLE, TRANSIENT ->
                Unanswered.check(id, title, action, "stream " + seen.id().name(), failure);
            case AMBIGUOUS ->
                Check.unknown(id, title, said).fixedBy(Fix.of("Run this again; a second test record does no harm."));
            case BUSY, CREATION_SLOTS_TAKEN, MISCONFIGURED, QUOTA_REACHED, NOT_FOUND, ALREADY_EXISTS -> bad;
        };
    }

    private static String cause(Failure failure, String action, String keyAction) {
        return switch (failure.kind()) {
            case DENIED -> isAboutKms(failure) ? "the account has no KMS" : "you may not " + action;
            case KEY_ACCESS_DENIED -> "you may not " + keyAction;
            case KEY_DISABLED -> "the key is disabled";
            case KEY_IN_INVALID_STATE -> "the key is in a state in which it cannot be used";
            case KEY_NOT_FOUND -> "KMS does not know the key";
            case THROTTLED ->
                isAboutKms(failure)
                        ? "KMS takes no more of the account's requests"
                        : "the shard takes no more requests";
            case AMBIGUOUS -> "it is not known whether the record is in the stream";
            case TRANSIENT,
                    CREDENTIALS_UNUSABLE,
                    BUSY,
                    CREATION_SLOTS_TAKEN,
                    MISCONFIGURED,
                    QUOTA_REACHED,
                    NOT_FOUND,
                    ALREADY_EXISTS -> "Kinesis refuses";
        };
    }

    /** Kinesis passes on what KMS says under names of its own. */
    private static boolean isAboutKms(Failure failure) {
        return failure.code().startsWith("KMS");
    }

    private boolean isKeyBad() {
        return seen.key().stream()
                .flatMap(key -> new KeyChecks(seen, key).topic().checks().stream())
                .anyMatch(check -> check.id().equals(KeyChecks.STATE) && check.outcome() == Outcome.BAD);
    }

    private Fix denied(String action, Failure failure) {
        return isAboutKms(failure)
                ? Fix.of("Have AWS KMS activated for the account.")
                : new Fix(
                        "Attach this policy to your own role or user.",
                        streamArn().map(arn -> Remedy.forStream(List.of(action), arn)));
    }

    private Fix keyDenied(String keyAction) {
        Optional<String> key = seen.key().flatMap(KeySight::arn);
        return new Fix(
                "Attach this policy to your own role or user; and if the key's policy does not leave its use to IAM, name"
                        + " yourself there.",
                streamArn().flatMap(stream -> key.map(arn -> Remedy.forKey(keyAction, arn, stream))));
    }

    private static Fix keyTrouble(Failure.Kind kind) {
        return kind == Failure.Kind.KEY_NOT_FOUND
                ? Fix.of("Encrypt the stream under a key that exists.")
                : Fix.of(
                        "Run this again in five minutes, the time for which Kinesis goes by what it last knew of a key.");
    }

    private Check throttled(Check bad, Failure failure) {
        return isAboutKms(failure)
                ? bad.fixedBy(Fix.of("Ask for more in Service Quotas, under AWS Key Management Service, \"Cryptographic"
                        + " operations (symmetric) request rate\"; and let processes keep their credentials longer."))
                : Check.unknown(bad.id(), bad.title(), bad.detail())
                        .fixedBy(Fix.of("Run this again; if it persists, the shard is at its limit: add shards."));
    }

    private Optional<String> streamArn() {
        return seen.description().map(StreamDescription::arn);
    }
}
