package dev.encryptedkinesis.operator.access.denials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in the form of the examples in AWS's guides: "Logging AWS KMS API calls" and "Record contents". */
class TrailRecordTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String ROLE = "arn:aws:iam::123456789012:role/shop/api";

    private static final String RECORD = """
            {
              "eventVersion": "1.11",
              "userIdentity": {
                "type": "AssumedRole",
                "principalId": "AROAEXAMPLE:pod-1",
                "arn": "arn:aws:sts::123456789012:assumed-role/api/pod-1",
                "accountId": "123456789012",
                "accessKeyId": "ASIAEXAMPLE",
                "sessionContext": {
                  "sessionIssuer": {
                    "type": "Role",
                    "principalId": "AROAEXAMPLE",
                    "arn": "arn:aws:iam::123456789012:role/shop/api",
                    "accountId": "123456789012",
                    "userName": "api"
                  },
                  "attributes": {"creationDate": "2026-03-01T10:00:00Z", "mfaAuthenticated": "false"}
                },
                "invokedBy": "kinesis.amazonaws.com"
              },
              "eventTime": "2026-03-01T12:00:05Z",
              "eventSource": "kms.amazonaws.com",
              "eventName": "GenerateDataKey",
              "awsRegion": "eu-west-1",
              "sourceIPAddress": "kinesis.amazonaws.com",
              "userAgent": "kinesis.amazonaws.com",
              "errorCode": "AccessDenied",
              "errorMessage": "User: arn:aws:sts::123456789012:assumed-role/api/pod-1 is not authorized to perform: \
            kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555 \
            because no identity-based policy allows the kms:GenerateDataKey action",
              "requestParameters": {
                "keySpec": "AES_256",
                "keyId": "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555",
                "encryptionContext": {"aws:kinesis:arn": "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"}
              },
              "responseElements": null,
              "requestID": "aaaaaaaa-1111-2222-3333-444444444444",
              "eventID": "bbbbbbbb-1111-2222-3333-444444444444",
              "readOnly": true,
              "resources": [{
                "accountId": "123456789012",
                "type": "AWS::KMS::Key",
                "ARN": "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
              }],
              "eventType": "AwsApiCall",
              "managementEvent": true,
              "recipientAccountId": "123456789012",
              "eventCategory": "Management"
            }
            """;

    @Test
    void tellsWhoWasDeniedWhatForWhichStream() {
        assertThat(TrailRecord.denial(RECORD))
                .contains(new Denial(
                        "bbbbbbbb-1111-2222-3333-444444444444",
                        Instant.parse("2026-03-01T12:00:05Z"),
                        ROLE,
                        "GenerateDataKey",
                        Optional.of(STREAM),
                        Optional.of(KEY),
                        Optional.of("because no identity-based policy allows the kms:GenerateDataKey action")));
    }

    @Test
    void aUserIsThePrincipalItself() {
        String user = "arn:aws:iam::123456789012:user/jane";
        String record =
                with("\"AssumedRole\"", "\"IAMUser\"", "arn:aws:sts::123456789012:assumed-role/api/pod-1", user);

        assertThat(TrailRecord.denial(record)).map(Denial::principal).contains(user);
    }

    /** Of a denied call CloudTrail tells more or less. */
    @ParameterizedTest
    @CsvSource({
        "'\"keyId\":', '\"other\":', true, true",
        "'\"encryptionContext\":', '\"other\":', false, true",
        "'\"requestParameters\":', '\"requestParameters\": null, \"other\":', false, true",
    })
    void whatIsMissingIsTakenFromElsewhereOrMissing(String is, String becomes, boolean hasStream, boolean hasKey) {
        Denial denial = TrailRecord.denial(with(is, becomes)).orElseThrow();

        assertThat(denial.streamArn().isPresent()).isEqualTo(hasStream);
        assertThat(denial.keyArn().isPresent()).isEqualTo(hasKey);
    }

    @Test
    void theKeyMayBeInTheMessageAlone() {
        String record =
                with("\"requestParameters\":", "\"requestParameters\": null, \"other\":", "\"resources\":", "\"r\":");

        assertThat(TrailRecord.denial(record)).get().extracting(Denial::keyArn).isEqualTo(Optional.of(KEY));
        assertThat(TrailRecord.denial(record.replace("on resource: arn", "on resource: (arn")))
                .get()
                .extracting(Denial::keyArn)
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        because no resource-based policy allows the kms:Decrypt action | true
        with an explicit deny in a resource-based policy              | true
        with an explicit deny in a service control policy             | true
        because no VPC endpoint policy allows the kms:Decrypt action  | true
        because no <b>policy</b>                                      | false
        because of a secret                                           | false
        """)
    void theExplanationIsInAwsWordsOrNotThere(String said, boolean isKept) {
        String record = with("because no identity-based policy allows the kms:GenerateDataKey action", said);

        assertThat(TrailRecord.denial(record))
                .get()
                .extracting(Denial::explanation)
                .isEqualTo(isKept ? Optional.of(said) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "errorCode": "AccessDenied"           | "errorCode": "ThrottlingException"
        "errorCode": "AccessDenied"           | "errorCode": null
        "errorCode": "AccessDenied"           | "errorCode": ["AccessDenied"]
        "errorCode": "AccessDenied",          |
        "GenerateDataKey"                     | "GenerateDataKeyPair"
        "kms.amazonaws.com"                   | "s3.amazonaws.com"
        kinesis.amazonaws.com                 | 203.0.113.7
        "type": "AssumedRole"                 | "type": "AWSService"
        "type": "AssumedRole"                 | "type": "Root"
        "sessionIssuer"                       | "other"
        role/shop/api                         | role/shop/api"injected
        role/shop/api                         | role/shop/a b
        "eventID": "bbbbbbbb                  | "eventID": "bbbb bbbb
        "eventID": "bbbbbbbb                  | "other": "bbbbbbbb
        "eventTime": "2026-03-01T12:00:05Z"   | "eventTime": "yesterday"
        "eventTime": "2026-03-01T12:00:05Z"   | "eventTime": 1772366405
        "readOnly": true                      | "errorCode": "AccessDenied"
        "readOnly": true                      | "readOnly": tru
        """)
    void whatIsNotADenialOfKinesisIsPassedOver(String is, String becomes) {
        assertThat(TrailRecord.denial(with(is, becomes == null ? "" : becomes))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{}", "1", "\"text\"", "{\"userIdentity\": []}", "{", "{}{}"})
    void whatIsNoRecordIsPassedOver(String json) {
        assertThat(TrailRecord.denial(json)).isEmpty();
    }

    /** Whoever calls KMS directly chooses the encryption context, and could speak for a stream that is not theirs. */
    @Test
    void aCallThatKinesisDidNotMakeSaysNothingOfAStream() {
        String direct = RECORD.replace("\"invokedBy\": \"kinesis.amazonaws.com\"", "\"invokedBy\": null")
                .replace("\"sourceIPAddress\": \"kinesis.amazonaws.com\"", "\"sourceIPAddress\": \"203.0.113.7\"");

        assertThat(direct).contains(STREAM, "\"userAgent\": \"kinesis.amazonaws.com\"");
        assertThat(TrailRecord.denial(direct)).isEmpty();
    }

    @Test
    void aNameOfAStreamOrKeyThatIsNoneIsPassedOver() {
        Denial denial = TrailRecord.denial(RECORD.replace("stream/orders", "stream/orders\\nand more")
                        .replace("key/11111111-2222-3333-4444-555555555555", "key/../" + "x".repeat(70)))
                .orElseThrow();

        assertThat(denial.streamArn()).isEmpty();
        assertThat(denial.keyArn()).isEmpty();
    }

    @Test
    @Timeout(10)
    void whatIsTooLongOrTooDeepIsPassedOverAtOnce() {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        String slow = RECORD.replace("role/shop/api", "role/" + "a/".repeat(10_000));
        String longest = RECORD.replace("pod-1", "p".repeat(TrailRecord.LONGEST));

        assertThat(TrailRecord.denial(deep)).isEmpty();
        assertThat(TrailRecord.denial(slow)).isEmpty();
        assertThat(TrailRecord.denial(longest)).isEmpty();
        assertThat(TrailRecord.denial(with(": kms:GenerateDataKey on", ": " + " because no a".repeat(2_000) + " on")))
                .isPresent();
    }

    @Property
    void aRecordThatIsCutOffIsPassedOver(@ForAll @IntRange(max = 2_000) int length) {
        String record = RECORD.strip();

        assertThat(TrailRecord.denial(record.substring(0, Math.min(length, record.length() - 1))))
                .isEmpty();
    }

    /** The record with these replacements, each of which has to be possible. */
    private static String with(String... replacements) {
        String record = RECORD;
        for (int at = 0; at < replacements.length; at += 2) {
            assertThat(record).contains(replacements[at]);
            record = record.replace(replacements[at], replacements[at + 1]);
        }
        return record;
    }
}
