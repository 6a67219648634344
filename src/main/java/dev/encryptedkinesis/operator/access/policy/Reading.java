package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that a policy says of a request.
 *
 * @param deny whether a statement denies
 * @param itself whether a statement allows it to the principal itself
 * @param role whether a statement allows it to the principal's role
 * @param account whether a statement leaves it to the principal's account
 */
record Reading(Finding deny, Finding itself, Finding role, Finding account) {

    static final Reading SILENT = new Reading(Finding.NO, Finding.NO, Finding.NO, Finding.NO);

    /** Whether something is so, and by which statement. */
    record Finding(Truth truth, Optional<StatementReference> by) {

        static final Finding NO = new Finding(Truth.NO, Optional.empty());

        /** The first that is certain; else the first that may be so. */
        Finding or(Finding other) {
            return truth.isYes() || other.truth.isNo() ? this : other.truth.isYes() || truth.isNo() ? other : this;
        }
    }

    static Reading of(PolicyDocument document, AccessRequest request) {
        return of(document.statements().stream(), document, request);
    }

    /** Where a statement that names no principal is about nobody. */
    static Reading ofResourcePolicy(PolicyDocument document, AccessRequest request) {
        return of(
                document.statements().stream()
                        .filter(statement -> !(statement.principals() instanceof PrincipalSet.Unstated)),
                document,
                request);
    }

    private static Reading of(Stream<Statement> statements, PolicyDocument document, AccessRequest request) {
        return statements
                .map(statement -> of(statement, document.languageVersion(), request))
                .reduce(SILENT, Reading::and);
    }

    /** Whether it allows the principal, by whatever name. */
    Finding direct() {
        return itself.or(role);
    }

    Finding any() {
        return direct().or(account);
    }

    private Reading and(Reading other) {
        return new Reading(
                deny.or(other.deny), itself.or(other.itself), role.or(other.role), account.or(other.account));
    }

    private static Reading of(Statement statement, PolicyVersion version, AccessRequest request) {
        if (!statement.actions().contains(request.action())) {
            return SILENT;
        }
        PrincipalMatch match = PrincipalMatch.of(statement, request);
        if (match.any().isNo()) {
            return SILENT;
        }
        Truth rest = new StatementCheck(statement, version, request).holdsForResourceAndContext();
        Function<Truth, Finding> finding =
                truth -> new Finding(truth.and(() -> rest), Optional.of(statement.reference()));
        return switch (statement.effect()) {
            case DENY -> new Reading(finding.apply(match.any()), Finding.NO, Finding.NO, Finding.NO);
            case ALLOW ->
                new Reading(
                        Finding.NO,
                        finding.apply(match.itself()),
                        finding.apply(match.role()),
                        finding.apply(match.account()));
        };
    }
}
