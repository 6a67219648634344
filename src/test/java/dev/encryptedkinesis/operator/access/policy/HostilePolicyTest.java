package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whoever may write a stream's spec or a key's policy writes what is read here. */
class HostilePolicyTest {

    /** Generous: the slowest takes a small part of it, and what is not bounded takes for ever. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final String LONG_NAME = "a".repeat(900);
    private static final int ROOM = 60_000;

    private record Hostile(String name, String json) {}

    @TestFactory
    Stream<DynamicTest> isRefusedInBoundedTime() {
        return Stream.of(
                        new Hostile("deep lists", "[".repeat(ROOM)),
                        new Hostile("deep objects", "{\"Statement\":".repeat(ROOM / 13)),
                        new Hostile("deep values", condition("[".repeat(20) + "]".repeat(20))),
                        new Hostile("too long", " ".repeat(PolicyDocument.LONGEST + 1)),
                        new Hostile("no end", "{\"Statement\": \"" + "\\u0000".repeat(ROOM / 6)),
                        new Hostile("half a surrogate pair", "{\"Statement\": \"\ud800"),
                        new Hostile("duplicate keys", "{" + "\"Id\": \"a\",".repeat(ROOM / 10) + "\"Id\": \"a\"}"),
                        new Hostile("a very long number", condition("1".repeat(ROOM))),
                        new Hostile("many statements", "{\"Statement\": [" + "{},".repeat(ROOM / 3) + "{}]}"),
                        new Hostile(
                                "more statements than are read",
                                "{\"Statement\": ["
                                        + repeat("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}", 1001)
                                        + "]}"),
                        new Hostile("a service in a long principal", principal("a.".repeat(900) + "*")),
                        new Hostile(
                                "a long principal", principal("arn:aws:iam::111122223333:role/" + "a/".repeat(20_000))))
                .map(hostile -> DynamicTest.dynamicTest(
                        hostile.name(),
                        () -> assertTimeoutPreemptively(
                                BOUND,
                                () -> assertThatThrownBy(() -> PolicyDocument.parse(hostile.json()))
                                        .isInstanceOf(PolicySyntaxException.class)
                                        .satisfies(refusal -> assertThat(refusal.getMessage())
                                                .hasSizeLessThan(250)
                                                .doesNotContain("aaaa")))));
    }

    @TestFactory
    Stream<DynamicTest> isEvaluatedInBoundedTime() {
        return Stream.of(
                        new Hostile("one pattern of wildcards", resource("arn:" + "*a".repeat(ROOM / 2) + "b")),
                        new Hostile("one pattern of stars", resource("arn:" + "*".repeat(ROOM) + "b")),
                        new Hostile("one pattern of question marks", resource("arn:*" + "?".repeat(ROOM) + "b")),
                        new Hostile("the worst for going back", resources("arn:*" + "a".repeat(440) + "b", ROOM / 450)),
                        new Hostile(
                                "many wildcards, many times", resources("arn:" + "*a".repeat(440) + "b", ROOM / 900)),
                        new Hostile("many patterns", resources("arn:*a*a*a*a*a*a*a*a*b", ROOM / 26)),
                        new Hostile("many actions", actions("k*s:D*c*r*y*p*x", ROOM / 20)),
                        new Hostile("many variables", resource("arn:" + "${test:Long}".repeat(ROOM / 12))),
                        new Hostile("many unknown variables", resource("arn:" + "${test:None}".repeat(ROOM / 12))),
                        new Hostile("open variables", resource("arn:" + "${".repeat(ROOM / 2))),
                        new Hostile("many values", condition(repeat("\"*a*a*a*b\"", ROOM / 12))),
                        new Hostile("one long value", condition("\"" + "*a".repeat(ROOM / 2) + "\"")),
                        new Hostile("a very large number", condition("1e999999999")),
                        new Hostile("the largest number", condition("1e2147483647")),
                        new Hostile("a huge and long number", condition("1".repeat(80) + "e2147483600")),
                        new Hostile(
                                "other letters",
                                condition("\""
                                        + "\ud83d\ude00\u202e\u0000"
                                                .replace("\u0000", "\\u0000")
                                                .repeat(ROOM / 12) + "\"")),
                        new Hostile("many principals", principals(ROOM / 17)))
                .map(hostile -> DynamicTest.dynamicTest(
                        hostile.name(),
                        () -> assertTimeoutPreemptively(BOUND, () -> {
                            assertThat(hostile.json()).hasSizeLessThanOrEqualTo(PolicyDocument.LONGEST);
                            assertThat(PolicyEvaluator.evaluate(PolicyDocument.parse(hostile.json()), request()))
                                    .isNotInstanceOf(Verdict.Allowed.class);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> aMessageShowsNothingThatIsUnfitForIt() {
        return Stream.of("\\u001b[31mred", "a".repeat(1000), "\u202ereversed", "two\\nlines")
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    PolicyDocument policy = PolicyDocument.parse(condition("StringEquals", key, "\"x\"")
                            .replace("\"Sid\": \"s\"", "\"Sid\": \"" + key + "\""));
                    Verdict verdict = PolicyEvaluator.evaluate(policy, request());

                    assertThat(verdict).isInstanceOfSatisfying(Verdict.Unknown.class, unknown -> {
                        assertThat(unknown.what()).isEqualTo("the value of a context key");
                        assertThat(unknown.because().label()).isEqualTo("Statement 1");
                    });
                }));
    }

    private static AccessRequest request() {
        AccessRequest request =
                AccessRequest.of(Requests.ROLE, "kms:Decrypt", "arn:aws:kms:us-west-2:111122223333:key/" + LONG_NAME);
        return request.with(request.context()
                .with("test:Long", LONG_NAME)
                .with("test:Number", "1")
                .with("test:Key", LONG_NAME));
    }

    private static String document(String elements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"s\", \"Effect\": \"Allow\", %s}]}"
                .formatted(elements);
    }

    private static String resource(String pattern) {
        return document("\"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"%s\"".formatted(pattern));
    }

    private static String resources(String pattern, int times) {
        return document("\"Principal\": \"*\", \"Action\": \"*\", \"Resource\": [%s]"
                .formatted(repeat("\"" + pattern + "\"", times)));
    }

    private static String actions(String pattern, int times) {
        return document("\"Principal\": \"*\", \"Resource\": \"*\", \"Action\": [%s]"
                .formatted(repeat("\"" + pattern + "\"", times)));
    }

    private static String principal(String arn) {
        return document("\"Action\": \"*\", \"Resource\": \"*\", \"Principal\": {\"AWS\": \"%s\"}".formatted(arn));
    }

    private static String principals(int times) {
        return document("\"Action\": \"*\", \"Resource\": \"*\", \"Principal\": {\"AWS\": [%s]}"
                .formatted(repeat("\"444455556666\"", times)));
    }

    /** Of numbers and of texts, so that each value is of the wrong kind for one of them. */
    private static String condition(String values) {
        return values.startsWith("\"")
                ? condition("StringLike", "test:Key", values)
                : condition("NumericGreaterThan", "test:Number", values);
    }

    private static String condition(String operator, String key, String values) {
        return document(
                "\"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"%s\": {\"%s\": [%s]}}"
                        .formatted(operator, key, values));
    }

    private static String repeat(String element, int times) {
        return String.join(",", Collections.nCopies(times, element));
    }
}
