package dev.encryptedkinesis.operator.access.leastprivilege;

import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.API;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.AUDIT;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.BILLING;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.FAN_OUT;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.KEY;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.OLD_KEY;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.OPERATOR;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.encryptedkinesis.operator.access.leastprivilege.KeyKeeper.Duty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatAProducerNeeds() throws JsonProcessingException {
        assertThat(parsed(PolicyFiles.of(Uses.use()).get("producer-policy.json")))
                .isEqualTo(parsed("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "WriteToStream", "Effect": "Allow",
                   "Action": ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary",
                              "kinesis:ListShards"],
                   "Resource": "%1$s"},
                  {"Sid": "EncryptThroughKinesis", "Effect": "Allow",
                   "Action": "kms:GenerateDataKey", "Resource": "%2$s",
                   "Condition": {"StringEquals": {
                     "kms:ViaService": "kinesis.eu-west-1.amazonaws.com",
                     "kms:EncryptionContext:aws:kinesis:arn": "%1$s"}}}]}""".formatted(STREAM, KEY)));
    }

    @Test
    void whatAConsumerNeedsAlsoOfOldKeys() throws JsonProcessingException {
        StreamUse use = Uses.withFanOut(Uses.withOldKey(Uses.use()), FAN_OUT);

        assertThat(parsed(PolicyFiles.of(use).get("consumer-policy.json")))
                .isEqualTo(parsed("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "ReadFromStream", "Effect": "Allow",
                   "Action": ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards",
                              "kinesis:GetShardIterator", "kinesis:GetRecords"],
                   "Resource": "%1$s"},
                  {"Sid": "SubscribeAsFanOutConsumer", "Effect": "Allow",
                   "Action": ["kinesis:SubscribeToShard", "kinesis:DescribeStreamConsumer"],
                   "Resource": "%1$s/consumer/billing:1700000000"},
                  {"Sid": "DecryptThroughKinesis", "Effect": "Allow",
                   "Action": "kms:Decrypt", "Resource": ["%2$s", "%3$s"],
                   "Condition": {"StringEquals": {
                     "kms:ViaService": "kinesis.eu-west-1.amazonaws.com",
                     "kms:EncryptionContext:aws:kinesis:arn": "%1$s"}}}]}""".formatted(STREAM, KEY, OLD_KEY)));
    }

    @Test
    void whatIsToBeAddedToTheKeysPolicy() throws JsonProcessingException {
        assertThat(parsed(PolicyFiles.of(Uses.shared()).get("key-policy-statements.json")))
                .isEqualTo(parsed("""
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "EncryptForOrders", "Effect": "Allow", "Principal": {"AWS": "%s"},
                   "Action": "kms:GenerateDataKey", "Resource": "*",
                   "Condition": {"StringEquals": {
                     "kms:ViaService": "kinesis.eu-west-1.amazonaws.com",
                     "kms:EncryptionContext:aws:kinesis:arn": "%4$s"}}},
                  {"Sid": "DecryptForOrders", "Effect": "Allow", "Principal": {"AWS": ["%2$s", "%3$s"]},
                   "Action": "kms:Decrypt", "Resource": "*",
                   "Condition": {"StringEquals": {
                     "kms:ViaService": "kinesis.eu-west-1.amazonaws.com",
                     "kms:EncryptionContext:aws:kinesis:arn": "%4$s"}}}]}""".formatted(API, BILLING, AUDIT, STREAM)));
    }

    @Test
    void anOldKeyIsForReadingOnly() throws JsonProcessingException {
        Map<String, String> files =
                PolicyFiles.of(Uses.with(Uses.withOldKey(Uses.use()), new KeyKeeper(OPERATOR, Duty.WATCH_AND_GRANT)));

        assertThat(actions(files.get("previous-key-policy-statements.json")))
                .containsExactly(
                        "kms:Decrypt", "kms:DescribeKey", "kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant");
        assertThat(files.get("previous-key-policy-statements.json"))
                .contains("\"kms:GrantOperations\" : \"Decrypt\"", "\"kms:GranteePrincipal\" : \"" + BILLING + "\"")
                .doesNotContain("GenerateDataKey", API);
        assertThat(files.get("README.txt")).contains(OLD_KEY);
    }

    @Test
    void theOperatorIsGivenWhatItsDutyIs() throws JsonProcessingException {
        assertThat(actions(PolicyFiles.of(Uses.with(Uses.use(), new KeyKeeper(OPERATOR, Duty.WATCH)))
                        .get("key-policy-statements.json")))
                .containsExactly("kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey");
        assertThat(actions(PolicyFiles.of(Uses.with(Uses.use(), new KeyKeeper(OPERATOR, Duty.WATCH_AND_GRANT)))
                        .get("key-policy-statements.json")))
                .contains("kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant");
    }

    @Test
    void theKinesisClientLibraryKeepsItsThingsInTheConsumersAccount() throws JsonProcessingException {
        Map<String, String> files = PolicyFiles.of(Uses.shared());

        assertThat(files.get("kcl-consumer-policy.json"))
                .contains("arn:aws:dynamodb:eu-west-1:111122223333:table/${aws:PrincipalTag/kcl-application}");
        assertThat(actions(files.get("kcl-consumer-policy.json")))
                .contains("kinesis:RegisterStreamConsumer", "kms:Decrypt", "dynamodb:UpdateTable", "dynamodb:Query")
                .contains("cloudwatch:PutMetricData");
        assertThat(files.get("kcl-consumer-policy-444455556666.json"))
                .contains("arn:aws:dynamodb:eu-west-1:444455556666:table/")
                .doesNotContain("111122223333:table/", "RegisterStreamConsumer");
    }

    @Test
    void whoIsOfAnotherAccountIsNamedInTheStreamsPolicyAsWell() throws JsonProcessingException {
        Map<String, String> files = PolicyFiles.of(Uses.withFanOut(Uses.shared(), FAN_OUT));

        assertThat(parsed(files.get("stream-policy.json"))
                        .at("/Statement/Principal/AWS")
                        .asText())
                .isEqualTo(AUDIT);
        assertThat(actions(files.get("stream-policy.json")))
                .contains("kinesis:GetRecords")
                .doesNotContain("kinesis:PutRecord");
        assertThat(parsed(files.get("fan-out-policy-billing.json"))
                        .at("/Statement/Resource")
                        .asText())
                .isEqualTo(FAN_OUT);
        assertThat(PolicyFiles.of(Uses.withFanOut(Uses.use(), FAN_OUT)))
                .doesNotContainKeys("stream-policy.json", "fan-out-policy-billing.json");
    }

    @Test
    void awsOwnKeyNeedsNoPermissionAndIsForNoOtherAccount() throws JsonProcessingException {
        Map<String, String> files = PolicyFiles.of(Uses.underAwsKey(Uses.withFanOut(Uses.shared(), FAN_OUT)));

        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "README.txt",
                        "producer-policy.json",
                        "consumer-policy.json",
                        "kcl-consumer-policy.json",
                        "kcl-consumer-policy-444455556666.json");
        assertThat(actions(files.get("producer-policy.json"))).noneMatch(action -> action.startsWith("kms:"));
        assertThat(actions(files.get("consumer-policy.json"))).noneMatch(action -> action.startsWith("kms:"));
        assertThat(files.get("README.txt")).contains("whose policy cannot be\nchanged");
    }

    @Test
    void aKeyOfTheCustomersFromBeforeIsStillReadWith() throws JsonProcessingException {
        Map<String, String> files = PolicyFiles.of(Uses.underAwsKey(Uses.withOldKey(Uses.use())));

        assertThat(parsed(files.get("consumer-policy.json"))
                        .at("/Statement/1/Resource")
                        .asText())
                .isEqualTo(OLD_KEY);
        assertThat(files)
                .containsKey("previous-key-policy-statements.json")
                .doesNotContainKey("key-policy-statements.json");
    }

    @Test
    void whoIsNotDeclaredIsWrittenNothing() {
        assertThat(PolicyFiles.of(Uses.with(Uses.use(), Set.of(), Set.of()))).containsOnlyKeys("README.txt");
        assertThat(PolicyFiles.of(Uses.with(Uses.use(), Set.of(API), Set.of())))
                .containsOnlyKeys("README.txt", "producer-policy.json", "key-policy-statements.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:iam::111122223333:role/*",
                "arn:aws:iam::*:role/api",
                "arn:aws:iam::111122223333:role/a?i",
                "arn:aws:iam::111122223333:role/${aws:username}/api",
                "arn:aws:iam::111122223333:role/$/api",
                "arn:aws:iam::111122223333:role/api\",\"*",
                "arn:aws:iam::111122223333:role/api\n",
                "arn:aws:iam::111122223333:role/",
                "arn:aws:iam::111122223333:root",
                "arn:aws:iam::111122223333:group/api",
                "arn:aws:sts::111122223333:assumed-role/api/session",
                "arn:aws-cn:iam::111122223333:role/api",
                "arn:aws:iam::11112222333:role/api",
                "arn:aws:iam::111122223333:role/\u0430pi",
                "kinesis.amazonaws.com",
                "",
            })
    void whatCouldBeMoreThanOneIdentityIsLeftOutAndCounted(String hostile) {
        StreamUse use = Uses.with(Uses.withOldKey(Uses.use()), Set.of(API, hostile), Set.of(BILLING, hostile));
        Map<String, String> files = PolicyFiles.of(use);
        Map<String, String> without = PolicyFiles.of(Uses.withOldKey(Uses.use()));

        assertThat(files.keySet()).isEqualTo(without.keySet());
        without.forEach((name, text) -> {
            if (name.equals("README.txt")) {
                assertThat(files.get(name)).startsWith(text).contains("Left out of all files: 2 of");
            } else {
                assertThat(files.get(name)).isEqualTo(text);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STREAM + "-other/consumer/billing:1",
                STREAM + "/consumer/*:1",
                STREAM + "/consumer/billing:*",
                STREAM + "/consumer/billing",
                STREAM,
                "*",
            })
    void aFanOutConsumerIsThatOfTheStream(String arn) {
        assertThat(PolicyFiles.of(Uses.withFanOut(Uses.shared(), arn))).isEqualTo(PolicyFiles.of(Uses.shared()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/orders",
                "arn:aws:kms:eu-west-1:111122223333:alias/orders",
                "arn:aws:kms:eu-west-1:111122223333:key/*",
                "arn:aws:kms:*:111122223333:key/1234abcd",
                "arn:aws:kms:eu-west-1:111122223333:key/${aws:username}",
                "*",
            })
    void onlyAKeysOwnArnNamesAKey(String arn) {
        assertThatThrownBy(() -> new StreamKey(arn, StreamKey.Manager.CUSTOMER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the ARN of a key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kinesis:eu-west-1:111122223333:stream/*",
                "arn:aws:kinesis:eu-west-1:111122223333:stream/orders/consumer/billing:1",
                "arn:aws:kinesis:eu-west-1:111122223333:stream/${aws:username}",
                "orders",
                "*",
            })
    void onlyAStreamsOwnArnNamesAStream(String arn) {
        assertThat(StreamArn.of(arn)).isEmpty();
    }

    @Test
    void inChinaBothNamesThatKinesisMayHaveAreTaken() {
        StreamUse use = Uses.of(
                "arn:aws-cn:kinesis:cn-north-1:111122223333:stream/orders",
                "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd",
                Set.of("arn:aws-cn:iam::111122223333:role/api"),
                Set.of("arn:aws-cn:iam::111122223333:role/billing"));

        assertThat(PolicyFiles.of(use).get("producer-policy.json"))
                .contains("\"kinesis.cn-north-1.amazonaws.com\", \"kinesis.cn-north-1.amazonaws.com.cn\"");
        assertThat(PolicyFiles.of(use).get("kcl-consumer-policy.json")).contains("arn:aws-cn:dynamodb:cn-north-1:");
    }

    @Test
    void everyNameIsOneThatAConfigMapTakes() {
        StreamUse use = Uses.withFanOut(
                Uses.withOldKey(Uses.shared()), FAN_OUT, STREAM + "/consumer/" + "a_-.".repeat(32) + ":1700000000");

        assertThat(PolicyFiles.of(use).keySet()).hasSize(10).allMatch(name -> name.matches("[-._a-zA-Z0-9]{1,253}"));
    }

    private static List<String> actions(String policy) throws JsonProcessingException {
        List<String> actions = new ArrayList<>();
        for (JsonNode action : parsed(policy).findValues("Action")) {
            if (action.isTextual()) {
                actions.add(action.asText());
            }
            action.forEach(one -> actions.add(one.asText()));
        }
        return actions;
    }

    private static JsonNode parsed(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
