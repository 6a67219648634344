package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.Effect;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PrincipalSet;
import dev.encryptedkinesis.operator.access.policy.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tries each statement that allows something for those who should not be allowed, and tells the worst of what they may. It is
 * tried with all statements that deny, so that what another one takes back is no finding.
 */
final class PolicyReview {

    private final Target target;
    private final PolicyDocument document;
    private final Askers askers;

    PolicyReview(Target target, PolicyDocument document, Set<String> declared) {
        this.target = target;
        this.document = document;
        this.askers = new Askers(target, document, declared);
    }

    /** At most one for each statement. */
    List<Finding> findings() {
        return document.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .flatMap(statement -> worst(statement).stream())
                .toList();
    }

    private Optional<Finding> worst(Statement statement) {
        String subject = statement.reference().label() + " of " + target.policy();
        Stream<Finding> tried = worstSuccess(statement)
                .map(success -> new Finding(
                        success.severity(),
                        subject,
                        explanation(success) + nots(statement),
                        target.advice(success.attempt().asker().who())))
                .stream();
        // Of two that are as bad, the first.
        return Stream.concat(tried, Form.of(statement, target, subject)).min(Comparator.comparing(Finding::severity));
    }

    /** The worst is tried first, and nothing that could only be as bad as what has succeeded. */
    private Optional<Attempt.Success> worstSuccess(Statement statement) {
        PolicyDocument alone = document.keeping(one -> one.effect() == Effect.DENY || one.index() == statement.index());
        List<Attempt> attempts = askers.of(statement).stream()
                .flatMap(this::attempts)
                .sorted(Comparator.comparing(Attempt::severity))
                .toList();
        Optional<Attempt.Success> worst = Optional.empty();
        for (Attempt attempt : attempts) {
            if (worst.isPresent() && worst.get().severity().compareTo(attempt.severity()) <= 0) {
                return worst;
            }
            Optional<Attempt.Success> success = attempt.of(alone);
            if (success.isPresent()
                    && worst.filter(known ->
                                    known.severity().compareTo(success.get().severity()) <= 0)
                            .isEmpty()) {
                worst = success;
            }
        }
        return worst;
    }

    private Stream<Attempt> attempts(Asker asker) {
        return target.ways().stream()
                .flatMap(way -> Arrays.stream(Ability.values())
                        .flatMap(ability -> target
                                .severity(asker.who(), ability, way)
                                .map(severity -> new Attempt(target, asker, ability, way, severity))
                                .stream()));
    }

    private String explanation(Attempt.Success success) {
        Attempt attempt = success.attempt();
        Who who = attempt.asker().who();
        String doing = target.doing(attempt.ability()) + " (" + success.action() + ")"
                + switch (attempt.way()) {
                    case DIRECT -> "";
                    case THROUGH_KINESIS -> " through Kinesis";
                };
        return attempt.asker().label()
                + success.unseen()
                        .map(unseen ->
                                may(who) + doing + "; it depends on " + unseen + ", which is not seen from here.")
                        .orElseGet(() -> can(who) + doing + ".");
    }

    private static String can(Who who) {
        return switch (who) {
            case OTHER_ACCOUNT, ACCOUNT_OF_DECLARED -> " can let all of its principals ";
            case ANYBODY, OWN_ACCOUNT, OTHER_IDENTITY, DECLARED_ELSEWHERE, DECLARED_HERE, SERVICE -> " can ";
        };
    }

    private static String may(Who who) {
        return switch (who) {
            case OTHER_ACCOUNT, ACCOUNT_OF_DECLARED -> " may be able to let all of its principals ";
            case ANYBODY, OWN_ACCOUNT, OTHER_IDENTITY, DECLARED_ELSEWHERE, DECLARED_HERE, SERVICE -> " may be able to ";
        };
    }

    private static String nots(Statement statement) {
        return statement.principals() instanceof PrincipalSet.AllBut
                ? " NotPrincipal means everybody whom it does not list."
                : "";
    }
}
