package dev.encryptedkinesis.operator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a policy of an identity, a boundary or an account, of simple shape: each part is a statement on one
 * resource.
 */
public final class Allowance {
    private final List<String> statements = new ArrayList<>();

    private Allowance() {}

    /** A policy that allows these actions on this resource. */
    public static Allowance of(String resource, String... actions) {
        return new Allowance().allow(resource, "", actions);
    }

    /** And these, if the request comes through Kinesis, for this stream. */
    public Allowance andThroughKinesis(String region, String streamArn, String resource, String... actions) {
        String condition = """
                , "Condition": {"StringEquals": {"kms:ViaService": "kinesis.%s.amazonaws.com", \
                "kms:EncryptionContext:aws:kinesis:arn": "%s"}}""".formatted(region, streamArn);
        return allow(resource, condition, actions);
    }

    public Allowance and(String resource, String... actions) {
        return allow(resource, "", actions);
    }

    public Allowance butNot(String resource, String... actions) {
        return add("Deny", resource, "", actions);
    }

    /** What a producer needs. */
    public static String ofProducer(String streamArn, String keyArn) {
        return of(streamArn, "kinesis:PutRecord", "kinesis:PutRecords")
                .and(keyArn, "kms:GenerateDataKey")
                .text();
    }

    /** What a consumer needs. */
    public static String ofConsumer(String streamArn, String keyArn) {
        return of(streamArn, "kinesis:GetShardIterator", "kinesis:GetRecords")
                .and(keyArn, "kms:Decrypt")
                .text();
    }

    public String text() {
        return """
                {"Version": "2012-10-17", "Statement": [%s]}""".formatted(String.join(", ", statements));
    }

    private Allowance allow(String resource, String condition, String... actions) {
        return add("Allow", resource, condition, actions);
    }

    private Allowance add(String effect, String resource, String condition, String... actions) {
        String quoted = List.of(actions).stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        statements.add("""
                {"Effect": "%s", "Action": [%s], "Resource": "%s"%s}""".formatted(effect, quoted, resource, condition));
        return this;
    }
}
