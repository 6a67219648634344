package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.policy.RequestContext.Boundary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every policy, drawn from few names so that statements meet each other. */
class PolicyLawsTest {

    private static final List<String> KEYS = List.of("test:A", "test:B", "kms:ViaService");
    private static final List<String> VALUES = List.of("x", "y", "");

    private static final String DENY_ALL = statement("Deny", "\"Principal\": \"*\"", "{}");
    private static final String ALLOW_ALL = statement("Allow", "\"Principal\": \"*\"", "{}");

    /** What one key is: unknown, absent, or there with values. */
    private record Known(String key, Optional<List<String>> values, boolean isKnown) {

        RequestContext addTo(RequestContext context) {
            if (!isKnown) {
                return context;
            }
            return values.map(all -> context.with(key, all.toArray(String[]::new)))
                    .orElseGet(() -> context.withAbsent(key));
        }
    }

    @Property(tries = 400)
    void aDenyAlwaysWins(
            @ForAll("statements") List<String> statements,
            @ForAll("contexts") List<Known> context,
            @ForAll("principals") Principal principal,
            @ForAll("identities") IdentityAnswer identity,
            @ForAll Random random) {
        List<String> withDeny = new ArrayList<>(statements);
        withDeny.add(random.nextInt(withDeny.size() + 1), DENY_ALL);

        assertThat(evaluate(withDeny, request(principal, context))).isInstanceOf(Verdict.Denied.class);
        assertThat(judge(withDeny, identity, request(principal, context))).isInstanceOf(AccessDecision.Forbidden.class);
    }

    @Property(tries = 400)
    void anotherAllowNeverTakesAccessAway(
            @ForAll("statements") List<String> statements,
            @ForAll("allow") String allow,
            @ForAll("contexts") List<Known> context,
            @ForAll("principals") Principal principal,
            @ForAll("identities") IdentityAnswer identity) {
        AccessRequest request = request(principal, context);
        List<String> more = new ArrayList<>(statements);
        more.add(allow);

        Verdict before = evaluate(statements, request);
        Verdict after = evaluate(more, request);
        AccessDecision decidedBefore = judge(statements, identity, request);
        AccessDecision decidedAfter = judge(more, identity, request);

        if (before instanceof Verdict.Allowed) {
            assertThat(after).isInstanceOf(Verdict.Allowed.class);
        }
        if (!(before instanceof Verdict.Denied)) {
            assertThat(after).isNotInstanceOf(Verdict.Denied.class);
        }
        if (decidedBefore instanceof AccessDecision.Allowed) {
            assertThat(decidedAfter).isInstanceOf(AccessDecision.Allowed.class);
        }
        if (decidedBefore instanceof AccessDecision.Unknown) {
            assertThat(decidedAfter).isInstanceOfAny(AccessDecision.Unknown.class, AccessDecision.Allowed.class);
        }
        // And it is never an allowance that forbids.
        assertThat(decidedAfter instanceof AccessDecision.Forbidden)
                .isEqualTo(decidedBefore instanceof AccessDecision.Forbidden);
    }

    @Property(tries = 400)
    void anotherDenyNeverGivesAccess(
            @ForAll("statements") List<String> statements,
            @ForAll("deny") String deny,
            @ForAll("contexts") List<Known> context,
            @ForAll("principals") Principal principal,
            @ForAll("identities") IdentityAnswer identity) {
        AccessRequest request = request(principal, context);
        List<String> more = new ArrayList<>(statements);
        more.add(deny);

        if (judge(more, identity, request) instanceof AccessDecision.Allowed) {
            assertThat(judge(statements, identity, request)).isInstanceOf(AccessDecision.Allowed.class);
        }
    }

    @Property(tries = 400)
    void theOrderOfStatementsDoesNotMatter(
            @ForAll("statements") List<String> statements,
            @ForAll("contexts") List<Known> context,
            @ForAll("principals") Principal principal,
            @ForAll("identities") IdentityAnswer identity,
            @ForAll Random random) {
        AccessRequest request = request(principal, context);
        List<String> shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, random);

        assertThat(evaluate(shuffled, request)).hasSameClassAs(evaluate(statements, request));
        assertThat(judge(shuffled, identity, request)).hasSameClassAs(judge(statements, identity, request));
    }

    /** Whatever is found out later, an answer that was given stays. */
    @Property(tries = 400)
    void whatIsKnownLaterOnlyAnswersWhatWasUnknown(
            @ForAll("statements") List<String> statements,
            @ForAll("contexts") List<Known> context,
            @ForAll("knownContexts") List<Known> later,
            @ForAll("principals") Principal principal,
            @ForAll("identities") IdentityAnswer identity,
            @ForAll("identities") IdentityAnswer identityLater) {
        AccessRequest before = request(principal, context);
        AccessRequest after = before.with(context.stream()
                .filter(key -> !key.isKnown())
                .flatMap(unknown -> later.stream().filter(known -> known.key().equals(unknown.key())))
                .reduce(
                        before.context().withBoundary(Boundary.NONE),
                        (known, key) -> key.addTo(known),
                        (one, other) -> other));
        IdentityAnswer found = identity instanceof IdentityAnswer.Unknown ? identityLater : identity;

        Verdict verdict = evaluate(statements, before);
        if (!(verdict instanceof Verdict.Unknown)) {
            assertThat(evaluate(statements, after)).hasSameClassAs(verdict);
        }
        AccessDecision decision = judge(statements, identity, before);
        if (decision instanceof AccessDecision.Allowed) {
            assertThat(judge(statements, found, after)).isInstanceOf(AccessDecision.Allowed.class);
        }
        if (decision instanceof AccessDecision.Forbidden || decision instanceof AccessDecision.NotGranted) {
            assertThat(judge(statements, found, after))
                    .isInstanceOfAny(AccessDecision.Forbidden.class, AccessDecision.NotGranted.class);
        }
    }

    /** A key that no statement looks at, and an action that none names, change nothing. */
    @Property(tries = 400)
    void whatNoStatementLooksAtDoesNotMatter(
            @ForAll("statements") List<String> statements,
            @ForAll("contexts") List<Known> context,
            @ForAll("principals") Principal principal) {
        AccessRequest request = request(principal, context);
        List<String> more = new ArrayList<>(statements);
        more.add(ALLOW_ALL.replace("kms:*", "sqs:*"));
        more.add(DENY_ALL.replace("kms:*", "sqs:*"));

        assertThat(evaluate(more, request)).isEqualTo(evaluate(statements, request));
        assertThat(evaluate(statements, request.with(request.context().with("test:Other", "x"))))
                .isEqualTo(evaluate(statements, request));
    }

    private static Verdict evaluate(List<String> statements, AccessRequest request) {
        return PolicyEvaluator.evaluate(policy(statements), request);
    }

    private static AccessDecision judge(List<String> statements, IdentityAnswer identity, AccessRequest request) {
        Grant grant = new Grant(
                "g",
                "arn:aws:sts::111122223333:assumed-role/ExampleRole/session",
                Set.of("Decrypt"),
                Map.of(),
                Map.of("aws:kinesis:arn", Requests.STREAM));
        return KeyAccess.judge(policy(statements), List.of(grant), identity, request, Requests.ACCOUNT);
    }

    private static PolicyDocument policy(List<String> statements) {
        return PolicyDocument.parse(
                "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}".formatted(String.join(", ", statements)));
    }

    private static AccessRequest request(Principal principal, List<Known> context) {
        AccessRequest request = AccessRequest.of(principal, "kms:Decrypt", Requests.KEY);
        return request.with(
                context.stream().reduce(request.context(), (known, key) -> key.addTo(known), (one, other) -> other));
    }

    @Provide
    Arbitrary<List<String>> statements() {
        return Arbitraries.of("Allow", "Allow", "Deny")
                .flatMap(this::statementThat)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> allow() {
        return statementThat("Allow");
    }

    @Provide
    Arbitrary<String> deny() {
        return statementThat("Deny");
    }

    private Arbitrary<String> statementThat(String effect) {
        Arbitrary<String> condition = Combinators.combine(
                        Arbitraries.of("", "ForAllValues:", "ForAnyValue:"),
                        Arbitraries.of(
                                "StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "NumericLessThan"),
                        Arbitraries.of("", "IfExists"),
                        Arbitraries.of(KEYS),
                        Arbitraries.of("x", "y", "*", "${test:A}", "${test:B, 'y'}"))
                .as((quantifier, operator, presence, key, value) ->
                        "{\"%s%s%s\": {\"%s\": \"%s\"}}".formatted(quantifier, operator, presence, key, value));
        Arbitrary<String> conditions = Arbitraries.oneOf(
                Arbitraries.just("{}"), condition, Arbitraries.just("{\"Null\": {\"test:A\": \"true\"}}"));
        Arbitrary<String> named = Arbitraries.of(
                "\"*\"",
                "{\"AWS\": \"111122223333\"}",
                "{\"AWS\": \"arn:aws:iam::111122223333:role/ExampleRole\"}",
                "{\"AWS\": \"arn:aws:sts::111122223333:assumed-role/ExampleRole/session\"}",
                "{\"AWS\": [\"444455556666\", \"arn:aws:iam::444455556666:role/ExampleRole\"]}",
                "{\"CanonicalUser\": \"79a59df900b949e5\", \"AWS\": \"arn:aws:iam::111122223333:user/ExampleUser\"}");
        Arbitrary<String> principal = Combinators.combine(
                        Arbitraries.of("Principal", "Principal", "Principal", "NotPrincipal"), named)
                .as("\"%s\": %s"::formatted);
        return Combinators.combine(principal, conditions).as((who, when) -> statement(effect, who, when));
    }

    @Provide
    Arbitrary<List<Known>> contexts() {
        return context(0);
    }

    @Provide
    Arbitrary<List<Known>> knownContexts() {
        return context(1);
    }

    /** @param least 0 if a key may be unknown, 1 if it may not */
    private static Arbitrary<List<Known>> context(int least) {
        return Arbitraries.integers()
                .between(least, 2)
                .list()
                .ofSize(KEYS.size())
                .flatMap(kinds -> Arbitraries.of(VALUES)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .list()
                        .ofSize(KEYS.size())
                        .map(values -> IntStream.range(0, KEYS.size())
                                .mapToObj(i -> new Known(
                                        KEYS.get(i),
                                        Optional.of(values.get(i)).filter(present -> kinds.get(i) == 2),
                                        kinds.get(i) > 0))
                                .toList()));
    }

    @Provide
    Arbitrary<Principal> principals() {
        return Arbitraries.of(
                Requests.ROLE, Requests.SESSION, Requests.USER, Requests.ROOT, Requests.FOREIGN_ROLE, Requests.KINESIS);
    }

    @Provide
    Arbitrary<IdentityAnswer> identities() {
        return Arbitraries.of(
                new IdentityAnswer.Allowed(Optional.empty()),
                new IdentityAnswer.NotAllowed(),
                new IdentityAnswer.OutsideBoundary(),
                new IdentityAnswer.Unknown("IAM was not asked"));
    }

    private static String statement(String effect, String principal, String condition) {
        return "{\"Effect\": \"%s\", %s, \"Action\": \"kms:*\", \"Resource\": \"*\", \"Condition\": %s}"
                .formatted(effect, principal, condition);
    }
}
