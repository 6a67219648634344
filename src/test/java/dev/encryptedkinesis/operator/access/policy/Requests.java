package dev.encryptedkinesis.operator.access.policy;

/** Principals and requests that the examples of AWS's documentation are about, and ours. */
final class Requests {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "us-west-2";
    static final String KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String STREAM = "arn:aws:kinesis:us-west-2:111122223333:stream/orders";

    static final Principal ROLE = new Principal("arn:aws:iam::111122223333:role/ExampleRole");
    static final Principal SESSION = new Principal("arn:aws:sts::111122223333:assumed-role/ExampleRole/session");
    static final Principal USER = new Principal("arn:aws:iam::111122223333:user/ExampleUser");
    static final Principal ROOT = new Principal("arn:aws:iam::111122223333:root");
    static final Principal FOREIGN_ROLE = new Principal("arn:aws:iam::444455556666:role/ExampleRole");
    static final Principal FOREIGN_USER = new Principal("arn:aws:iam::444455556666:user/Bob");
    static final Principal KINESIS = new Principal("kinesis.amazonaws.com");

    private Requests() {}

    static AccessRequest decrypt(Principal principal) {
        return AccessRequest.throughKinesis(principal, "kms:Decrypt", KEY, STREAM, REGION);
    }

    static AccessRequest generateDataKey(Principal principal) {
        return AccessRequest.throughKinesis(principal, "kms:GenerateDataKey", KEY, STREAM, REGION);
    }

    static AccessRequest putRecord(Principal principal) {
        return AccessRequest.toKinesis(principal, "kinesis:PutRecord", STREAM, REGION);
    }

    /** A policy of one statement, with what is missing from it: everybody may do everything to everything. */
    static PolicyDocument statement(String elements) {
        return PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", %s}]}""".formatted(elements));
    }
}
