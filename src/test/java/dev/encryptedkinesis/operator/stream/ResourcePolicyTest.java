package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResourcePolicyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> sameMeaning() {
        return Stream.of(
                arguments("{}", "{}"),
                arguments("{'Version': '2012-10-17', 'Statement': []}", "{'Statement': [], 'Version': '2012-10-17'}"),
                arguments("{'Statement': {'Effect': 'Allow'}}", "{'Statement': [{'Effect': 'Allow'}]}"),
                arguments("{'Statement': [{'Sid': 'a'}, {'Sid': 'b'}]}", "{'Statement': [{'Sid': 'b'}, {'Sid': 'a'}]}"),
                arguments(statement("'Action': 'kinesis:A'"), statement("'Action': ['kinesis:A']")),
                arguments(
                        statement("'Action': ['kinesis:A', 'kinesis:B']"),
                        statement("'Action': ['kinesis:B', 'kinesis:A']")),
                arguments(statement("'Action': 'kinesis:PutRecord'"), statement("'Action': 'Kinesis:putrecord'")),
                arguments(statement("'NotAction': 'kinesis:A'"), statement("'NotAction': ['kinesis:A']")),
                arguments(statement("'Resource': 'a'"), statement("'Resource': ['a', 'a']")),
                arguments(statement("'Principal': {'AWS': 'a'}"), statement("'Principal': {'AWS': ['a']}")),
                arguments(statement("'Principal': '*'"), statement("'Principal': {'AWS': '*'}")),
                arguments(
                        statement("'Principal': {'AWS': '111122223333'}"),
                        statement("'Principal': {'AWS': ['arn:aws:iam::111122223333:root']}")),
                arguments(
                        statement("'Principal': {'Service': ['a', 'b']}"),
                        statement("'Principal': {'Service': ['b', 'a']}")),
                arguments(
                        statement("'Condition': {'Bool': {'aws:SecureTransport': true}}"),
                        statement("'Condition': {'Bool': {'aws:SecureTransport': ['true']}}")));
    }

    @ParameterizedTest
    @MethodSource
    void sameMeaning(String one, String other) throws IOException {
        assertThat(policy(one)).isEqualTo(policy(other)).hasSameHashCodeAs(policy(other));
        assertThat(policy(one).fingerprint()).isEqualTo(policy(other).fingerprint());
    }

    static Stream<Arguments> otherMeaning() {
        return Stream.of(
                arguments("{}", "{'Statement': []}"),
                arguments("{'Statement': [{'Effect': 'Allow'}]}", "{'Statement': [{'Effect': 'Deny'}]}"),
                arguments("{'Statement': [{'Sid': 'a'}]}", "{'Statement': [{'Sid': 'a'}, {'Sid': 'b'}]}"),
                arguments(statement("'Action': 'kinesis:A'"), statement("'NotAction': 'kinesis:A'")),
                arguments(statement("'Action': 'kinesis:A'"), statement("'Action': ['kinesis:A', 'kinesis:B']")),
                arguments(statement("'Resource': 'stream/A'"), statement("'Resource': 'stream/a'")),
                arguments(statement("'Principal': {'AWS': 'a'}"), statement("'Principal': {'Service': 'a'}")),
                arguments(
                        statement("'Principal': {'AWS': '111122223333'}"),
                        statement("'Principal': {'AWS': 'arn:aws:iam::111122223333:role/root'}")),
                arguments(
                        statement("'Condition': {'StringEquals': {'a': 'b'}}"),
                        statement("'Condition': {'StringLike': {'a': 'b'}}")));
    }

    @ParameterizedTest
    @MethodSource
    void otherMeaning(String one, String other) throws IOException {
        assertThat(policy(one)).isNotEqualTo(policy(other));
    }

    /** Whoever wrote it, AWS may have it; and whoever writes it into a spec is told by AWS what is wrong with it. */
    @ParameterizedTest
    @MethodSource
    void nonsenseIsComparedToo(String nonsense) throws IOException {
        assertThat(policy(nonsense)).isEqualTo(policy(nonsense)).isNotEqualTo(ResourcePolicy.NONE);
    }

    static Stream<String> nonsenseIsComparedToo() {
        return Stream.of(
                "{'Statement': null}",
                "{'Statement': 'Allow'}",
                "{'Statement': [null, 1]}",
                statement("'Action': {'a': 'b'}"),
                statement("'Principal': ['a']"),
                statement("'Condition': 'none'"));
    }

    @Test
    void anEmptyDocumentIsNoPolicy() throws IOException {
        assertThat(policy("{}")).isEqualTo(ResourcePolicy.NONE);
    }

    private static String statement(String part) {
        return "{'Statement': [{'Effect': 'Allow', " + part + "}]}";
    }

    private static ResourcePolicy policy(String text) throws IOException {
        String json = text.replace('\'', '"');
        return new ResourcePolicy(json, JSON.readValue(json, new TypeReference<Map<String, Object>>() {}));
    }
}
