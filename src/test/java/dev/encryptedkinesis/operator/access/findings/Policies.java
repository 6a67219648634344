package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents to look through, around one stream and its key. */
final class Policies {

    static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String API = "arn:aws:iam::111122223333:role/api";
    static final String AUDIT = "arn:aws:iam::444455556666:role/audit";

    private Policies() {}

    /** @param statements as JSON, in which apostrophes are quotation marks */
    static PolicyDocument document(String... statements) {
        return PolicyDocument.parseResourcePolicy(
                ("{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}").replace('\'', '"'));
    }

    static List<Finding> ofKey(Set<String> declared, String... statements) {
        return AccessFindings.of(new Reviewed(
                STREAM,
                Optional.empty(),
                List.of(new Reviewed.Key(KEY, Optional.of(document(statements)), List.of())),
                declared));
    }

    static List<Finding> ofStream(Set<String> declared, String... statements) {
        return AccessFindings.of(new Reviewed(STREAM, Optional.of(document(statements)), List.of(), declared));
    }

    static String allow(String principal, String actions) {
        return allow(principal, actions, "");
    }

    /** @param conditions of a Condition, without its braces */
    static String allow(String principal, String actions, String conditions) {
        return "{'Effect': 'Allow', " + principal + ", 'Action': " + actions + ", 'Resource': '*', 'Condition': {"
                + conditions + "}}";
    }

    static String deny(String principal, String actions, String conditions) {
        return allow(principal, actions, conditions).replace("'Allow'", "'Deny'");
    }
}
