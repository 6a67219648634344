package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.Principal.Kind;
import dev.encryptedkinesis.operator.access.policy.RequestContext.Boundary;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * Whether a statement is about whoever asks, and how it names them, which makes a difference to what limits an allowance.
 *
 * @param itself by itself, or as everybody: what the resource allows it, nothing but a deny limits
 * @param role by its role, or by the user that federated it: a permissions boundary that does not allow it stands in the way
 * @param account by its account, which is to decide by its own policies
 */
record PrincipalMatch(Truth itself, Truth role, Truth account) {

    private static final PrincipalMatch NONE = new PrincipalMatch(Truth.NO, Truth.NO, Truth.NO);

    Truth any() {
        return itself.or(() -> role).or(() -> account);
    }

    static PrincipalMatch of(Statement statement, AccessRequest request) {
        Principal asking = request.principal();
        if (statement.principals() instanceof PrincipalSet.Only only) {
            return named(only.named(), asking);
        }
        if (statement.principals() instanceof PrincipalSet.AllBut allBut) {
            return itself(notExcepted(allBut.named(), statement.effect(), request));
        }
        return itself(Truth.YES);
    }

    static PrincipalMatch of(NamedPrincipal named, Principal asking) {
        if (named instanceof NamedPrincipal.Everyone) {
            return itself(Truth.YES);
        }
        if (named instanceof NamedPrincipal.Account account) {
            boolean isItsOwn = asking.account().filter(account.number()::equals).isPresent();
            return asking.kind() == Kind.ROOT
                    ? itself(Truth.of(isItsOwn))
                    : new PrincipalMatch(Truth.NO, Truth.NO, Truth.of(isItsOwn));
        }
        if (named instanceof NamedPrincipal.Identity identity) {
            return of(identity.principal(), asking);
        }
        if (named instanceof NamedPrincipal.Service service) {
            boolean isThat = service.name().equals("*") || service.name().equals(asking.arn());
            return itself(Truth.of(asking.kind() == Kind.SERVICE && isThat));
        }
        if (named instanceof NamedPrincipal.CanonicalUser) {
            return itself(
                    asking.kind() == Kind.SERVICE
                            ? Truth.NO
                            : Truth.unknown("which account a canonical user ID stands for"));
        }
        return NONE;
    }

    private static PrincipalMatch of(Principal named, Principal asking) {
        return switch (named.kind()) {
            case ROLE ->
                switch (asking.kind()) {
                    case ROLE -> new PrincipalMatch(Truth.NO, Truth.of(named.equals(asking)), Truth.NO);
                    case ROLE_SESSION -> new PrincipalMatch(Truth.NO, Truth.of(isOfRole(asking, named)), Truth.NO);
                    case USER, FEDERATED_USER, ROOT, SERVICE -> NONE;
                };
            case ROLE_SESSION ->
                asking.kind() == Kind.ROLE && isOfRole(named, asking)
                        ? itself(Truth.unknown("the name of the role's session"))
                        : itself(Truth.of(named.equals(asking)));
            case USER ->
                asking.kind() == Kind.FEDERATED_USER && named.account().equals(asking.account())
                        ? new PrincipalMatch(Truth.NO, Truth.unknown("which user has federated the session"), Truth.NO)
                        : itself(Truth.of(named.equals(asking)));
            case FEDERATED_USER, ROOT, SERVICE -> itself(Truth.of(named.equals(asking)));
        };
    }

    /** The ARN of a session has its role's name without the path, and that is unique in the account. */
    private static boolean isOfRole(Principal session, Principal role) {
        return session.partition().equals(role.partition())
                && session.account().equals(role.account())
                && session.name().equals(role.name());
    }

    private static PrincipalMatch named(Collection<NamedPrincipal> named, Principal asking) {
        return named.stream()
                .map(one -> of(one, asking))
                .reduce(
                        NONE,
                        (one, other) -> new PrincipalMatch(
                                one.itself.or(() -> other.itself),
                                one.role.or(() -> other.role),
                                one.account.or(() -> other.account)));
    }

    /**
     * AWS may look at the account, the role and the session one after the other, and documents that all of them are to be
     * listed for an exception to work: so it is certain only if all are, or none. And with a permissions boundary, a deny
     * excepts nobody.
     */
    private static Truth notExcepted(Collection<NamedPrincipal> named, Effect effect, AccessRequest request) {
        PrincipalMatch listed = named(named, request.principal());
        if (listed.any().isNo()) {
            return Truth.YES;
        }
        Truth excepted = named.contains(new NamedPrincipal.Everyone())
                ? Truth.YES
                : levels(listed, request.principal().kind()).allMatch(Truth::isYes)
                        ? Truth.YES
                        : Truth.unknown("whether AWS takes NotPrincipal to except one of whom it lists a part");
        return excepted.isYes() && effect == Effect.DENY ? deniedByBoundary(request) : excepted.not();
    }

    private static Stream<Truth> levels(PrincipalMatch listed, Kind asking) {
        return switch (asking) {
            case ROLE, ROLE_SESSION -> Stream.of(listed.account, listed.role, listed.itself);
            case USER, FEDERATED_USER -> Stream.of(listed.account, listed.itself);
            case ROOT, SERVICE -> Stream.of(listed.itself);
        };
    }

    private static Truth deniedByBoundary(AccessRequest request) {
        return switch (request.principal().kind()) {
            case ROOT, SERVICE -> Truth.NO;
            case ROLE, ROLE_SESSION, USER, FEDERATED_USER ->
                deniedBy(request.context().boundary());
        };
    }

    private static Truth deniedBy(Boundary boundary) {
        return switch (boundary) {
            case NONE -> Truth.NO;
            case ATTACHED -> Truth.YES;
            case UNKNOWN ->
                Truth.unknown(
                        "whether the principal has a permissions boundary, for whose holders NotPrincipal excepts nobody");
        };
    }

    private static PrincipalMatch itself(Truth truth) {
        return new PrincipalMatch(truth, Truth.NO, Truth.NO);
    }
}
