package dev.encryptedkinesis.operator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.access.NeededKey;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Content;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Found;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Written;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.CapacityMode;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.ShardMetrics;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import dev.encryptedkinesis.operator.stream.StreamState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the simulated AWS does not bring about. */
class DoctorTest {

    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";
    private static final String DEFAULT_POLICY = """
            {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "kms:*", "Resource": "*"}]}""";
    private static final Written WRITTEN = new Written("shardId-000000000000", "7", RecordEncryption.KMS);

    private StreamState state = StreamState.ACTIVE;
    private KeyLookup key = new KeyLookup.Found(facts("Enabled", KeyFacts.Purpose.SYMMETRIC_ENCRYPTION));
    private Answer<String> keyPolicy = new Answer.Known<>(DEFAULT_POLICY);
    private DeclaredAccess users = new DeclaredAccess(DeclaredAccess.Mode.VERIFY, Set.of(), Set.of());
    private Answer<Optional<LiveUse>> use = new Answer.Known<>(Optional.empty());
    private Answer<List<Denial>> denials = new Answer.Known<>(List.of());
    private Optional<RoundTrip.Report> roundTrip = Optional.empty();

    @ParameterizedTest
    @CsvSource({"ACTIVE, GOOD", "UPDATING, GOOD", "CREATING, BAD", "DELETING, BAD"})
    void aStreamTakesRecordsInTheseStates(StreamState seen, Outcome expected) {
        state = seen;

        assertThat(check("stream").outcome()).isEqualTo(expected);
        assertThat(check("stream").fix().isPresent()).isEqualTo(expected == Outcome.BAD);
    }

    @ParameterizedTest
    @CsvSource({
        "Enabled, GOOD",
        "Updating, GOOD",
        "Disabled, BAD",
        "PendingDeletion, BAD",
        "PendingReplicaDeletion, BAD",
        "PendingImport, BAD",
        "Unavailable, BAD",
        "Creating, BAD",
        "Something new, BAD"
    })
    void aKeyWorksInTheseStates(String seen, Outcome expected) {
        key = new KeyLookup.Found(facts(seen, KeyFacts.Purpose.SYMMETRIC_ENCRYPTION));

        assertThat(check("key.state").outcome()).isEqualTo(expected);
        assertThat(check("key.state").fix().isPresent()).isEqualTo(expected == Outcome.BAD);
    }

    @Test
    void aKeyThatSignsDoesNotEncrypt() {
        key = new KeyLookup.Found(facts("Enabled", KeyFacts.Purpose.OTHER));

        assertThat(diagnosis().causes()).extracting(cause -> cause.check().id()).containsExactly("key.kind");
    }

    @Test
    void aKeyOfAnotherRegionIsNotAskedAbout() {
        key = new KeyLookup.InOtherRegion("us-east-1");

        assertThat(check("key.region").outcome()).isEqualTo(Outcome.BAD);
        assertThat(check("key.region").detail()).contains("us-east-1", "eu-west-1");
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void whateverKmsAnswersIsTold(Failure.Kind kind) {
        key = new KeyLookup.Failed(new Failure(kind, "DescribeKey", "Code", "Why."));

        Check check = check("key.state");

        assertThat(check.outcome()).isNotEqualTo(Outcome.GOOD);
        assertThat(check.detail()).contains("Code");
        assertThat(check.outcome() == Outcome.UNREACHED).isEqualTo(kind == Failure.Kind.CREDENTIALS_UNUSABLE);
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void whateverComesOfAPutIsTold(Failure.Kind kind) {
        roundTrip = Optional.of(new RoundTrip.Report(
                new Answer.Silent<>(new Failure(kind, "PutRecord", "Code", "Why.")),
                Optional.empty(),
                Optional.empty()));

        assertThat(check("roundtrip.put").outcome()).isNotEqualTo(Outcome.GOOD);
        assertThat(check("roundtrip.put").detail()).contains("Code");
        assertThat(diagnosis().checks()).noneMatch(placed -> placed.check().id().equals("roundtrip.get"));
    }

    @Test
    void anotherRecordThanTheOneThatWasPutIsWrong() {
        roundTrip = trip(Optional.of(new Found(RecordEncryption.KMS, Content.OTHER)), KEY);

        assertThat(check("roundtrip.get").outcome()).isEqualTo(Outcome.BAD);
    }

    @Test
    void aRecordThatDoesNotComeIsNotKnownToBeWrong() {
        roundTrip = trip(Optional.empty(), KEY);

        assertThat(check("roundtrip.get").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(diagnosis().result()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aServerThatDoesNotTellHowARecordIsStoredProvesNothing() {
        roundTrip = trip(Optional.of(new Found(RecordEncryption.NOT_TOLD, Content.AS_WRITTEN)), KEY);

        assertThat(check("roundtrip.get").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aKeyThatIsChangedMeanwhileMayNotBeTheOne() {
        roundTrip = trip(Optional.of(new Found(RecordEncryption.KMS, Content.AS_WRITTEN)), KEY + "2");

        assertThat(check("roundtrip.key").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whoeverIsWorstDecidesTheResult() {
        keyPolicy = new Answer.Silent<>(new Failure(Failure.Kind.DENIED, "GetKeyPolicy", "AccessDenied", "No."));
        assertThat(diagnosis().result()).isEqualTo(Outcome.UNKNOWN);

        state = StreamState.DELETING;
        assertThat(diagnosis().result()).isEqualTo(Outcome.BAD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"AWS\": \"123456789012\"' | kms:* | leaves the use of the key to the IAM policies of account 123456789012",
                "'\"AWS\": \"123456789012\"' | kms:Describe* | does not leave the use of the key to the IAM policies of"
                        + " account 123456789012",
                "'\"AWS\": \"999999999999\"' | kms:Decrypt | does not leave the use of the key to the IAM policies of"
                        + " account 123456789012; it allows it to account 999999999999",
                "'\"AWS\": \"arn:aws:iam::123456789012:role/api\"' | kms:* | does not leave the use of the key to the IAM"
                        + " policies of account 123456789012; it allows it to arn:aws:iam::123456789012:role/api",
                "'\"AWS\": \"*\"' | kms:GenerateDataKey | does not leave the use of the key to the IAM policies of account"
                        + " 123456789012; it allows it to everybody"
            })
    void aKeyPolicyIsPutIntoWords(String principal, String action, String words) {
        keyPolicy = new Answer.Known<>("""
                {"Statement": [{"Effect": "Allow", "Principal": {%s}, "Action": "%s", "Resource": "*"}]}""".formatted(principal, action));

        assertThat(check("key.policy").detail()).isEqualTo(words);
    }

    @Test
    void ofManyWhomAPolicyNamesTheFirstAreNamed() {
        List<String> roles = IntStream.range(10, 30)
                .mapToObj(number -> "\"arn:aws:iam::123456789012:role/r" + number + "\"")
                .toList();
        keyPolicy = new Answer.Known<>("""
                {"Statement": [{"Effect": "Allow", "Principal": {"AWS": %s}, "Action": "kms:*", "Resource": "*"}]}""".formatted(roles));

        assertThat(check("key.policy").detail())
                .contains("role/r10", "role/r14")
                .endsWith(" and 15 more");
    }

    @Test
    void aPolicyThatCannotBeReadIsNotKnownToBeWrong() {
        keyPolicy = new Answer.Known<>("{");

        assertThat(check("key.policy").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void nobodyDeclaredIsOneSetOfCredentials() {
        assertThat(check("quota.forecast").detail())
                .startsWith("about 0.04 requests a second with 1 set of credentials");

        users = new DeclaredAccess(DeclaredAccess.Mode.VERIFY, Set.of(role("a"), role("b")), Set.of(role("b")));
        assertThat(check("quota.forecast").detail())
                .startsWith("about 0.08 requests a second with 2 sets of credentials");
    }

    @ParameterizedTest
    @CsvSource({"100, GOOD", "79999, GOOD", "80000, BAD", "200000, BAD"})
    void theAccountIsToldBeforeItsQuotaIsUsedUp(BigDecimal perSecond, Outcome expected) {
        use = new Answer.Known<>(Optional.of(new LiveUse(perSecond, Optional.empty())));

        assertThat(check("quota.use").outcome()).isEqualTo(expected);
        assertThat(check("quota.use").fix().isPresent()).isEqualTo(expected == Outcome.BAD);
    }

    @Test
    void whoeverWasDeniedTheUseOfThisStreamIsNamed() {
        denials = new Answer.Known<>(List.of(denial(Optional.of(STREAM)), denial(Optional.of(STREAM + "-of-others"))));

        assertThat(check("denials").outcome()).isEqualTo(Outcome.BAD);
        assertThat(check("denials").title()).isEqualTo(role("api"));
        assertThat(check("denials").detail()).startsWith("1 time kms:Decrypt");
        assertThat(check("denials").fix().orElseThrow().instruction()).contains("--use consumer");
    }

    @Test
    void whoeverWasDeniedTheKeyForSomeStreamIsNotKnownToBeDeniedThisOne() {
        denials = new Answer.Known<>(List.of(denial(Optional.empty())));

        assertThat(check("denials").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whoeverWasDeniedAnotherStreamIsNotNamed() {
        denials = new Answer.Known<>(List.of(denial(Optional.of(STREAM + "-of-others"))));

        assertThat(check("denials").outcome()).isEqualTo(Outcome.GOOD);
    }

    private static Denial denial(Optional<String> stream) {
        return new Denial("1", Instant.EPOCH, role("api"), "Decrypt", stream, Optional.of(KEY), Optional.of("because"));
    }

    private static String role(String name) {
        return "arn:aws:iam::123456789012:role/" + name;
    }

    private static Optional<RoundTrip.Report> trip(Optional<Found> found, String keyAfter) {
        return Optional.of(new RoundTrip.Report(
                new Answer.Known<>(WRITTEN),
                Optional.of(new Answer.Known<>(found)),
                Optional.of(new Answer.Known<>(Optional.of(keyAfter)))));
    }

    private static KeyFacts facts(String state, KeyFacts.Purpose purpose) {
        return new KeyFacts(KEY, KeyFacts.Manager.CUSTOMER, state, purpose, KeyFacts.Store.KMS, Optional.empty());
    }

    private Check check(String id) {
        return diagnosis().checks().stream()
                .map(Diagnosis.Placed::check)
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Diagnosis diagnosis() {
        KeySight sight = new KeySight(KEY, key);
        AccessQuestion question = new AccessQuestion(
                users, "eu-west-1", STREAM, List.of(new NeededKey(KEY, key, EnumSet.allOf(Use.class))));
        AccessFacts facts = new AccessFacts(
                new Answer.Known<>(Optional.empty()),
                Map.of(KEY, keyPolicy),
                Map.of(KEY, new Answer.Known<>(List.of())),
                Map.of());
        return Doctor.diagnose(
                new Seen(
                        new StreamId("eu-west-1", "orders"),
                        users,
                        new Answer.Known<>(new Caller(role("me"), "123456789012")),
                        new Answer.Known<>(Optional.of(stream())),
                        Optional.of(sight),
                        Optional.of(new Seen.Access(question, facts)),
                        Optional.of(new Seen.Lately(Duration.ofHours(3), use, denials))),
                roundTrip);
    }

    private StreamDescription stream() {
        return new StreamDescription(
                STREAM,
                Instant.EPOCH,
                state,
                new StreamDescription.ShardCount(CapacityMode.PROVISIONED, 1),
                new StreamDescription.Settings(24, 1024, ShardMetrics.NONE),
                Optional.of(KEY),
                0);
    }
}
