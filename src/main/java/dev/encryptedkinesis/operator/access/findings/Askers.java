package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.Condition;
import dev.encryptedkinesis.operator.access.policy.NamedPrincipal;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.access.policy.PrincipalSet;
import dev.encryptedkinesis.operator.access.policy.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** For whom a statement has to be tried: those whom it names, and where that is everybody, one of each kind. */
final class Askers {

    /** Of those that one statement names, more are not tried: it has one finding, whose grade rarely hangs on the rest. */
    private static final int MOST = 100;

    private final Target target;
    private final Set<String> declared;
    private final Set<String> accountsOfDeclared;
    private final String strangersAccount;

    Askers(Target target, PolicyDocument document, Set<String> declared) {
        this.target = target;
        this.declared = declared;
        this.accountsOfDeclared = new HashSet<>();
        declared.forEach(arn -> Principal.of(arn).flatMap(Principal::account).ifPresent(accountsOfDeclared::add));
        this.strangersAccount = accountThatNobodyNames(document);
    }

    List<Asker> of(Statement statement) {
        if (statement.principals() instanceof PrincipalSet.Only only) {
            return only.named().stream()
                    .flatMap(named -> of(named, statement))
                    .sorted(Comparator.comparing(Asker::who)
                            .thenComparing(asker -> asker.principal().arn()))
                    .limit(MOST)
                    .toList();
        }
        return statement.principals() instanceof PrincipalSet.AllBut ? everybody(statement) : List.of();
    }

    private Stream<Asker> of(NamedPrincipal named, Statement statement) {
        if (named instanceof NamedPrincipal.Everyone) {
            return everybody(statement).stream();
        }
        if (named instanceof NamedPrincipal.Account account) {
            // To leave it to IAM is how a key's policy normally begins.
            return account.number().equals(target.account()) ? Stream.empty() : Stream.of(otherAccount(account));
        }
        if (named instanceof NamedPrincipal.Identity identity) {
            return identity(identity.principal()).stream();
        }
        if (named instanceof NamedPrincipal.Service service) {
            return Form.isNeedless(service)
                    ? Stream.empty()
                    : Principal.of(service.name())
                            .map(name -> new Asker(
                                    Who.SERVICE, name, name.arn() + ", for whatever customer of AWS it works,"))
                            .stream();
        }
        return Stream.empty();
    }

    private Asker otherAccount(NamedPrincipal.Account account) {
        return new Asker(
                accountsOfDeclared.contains(account.number()) ? Who.ACCOUNT_OF_DECLARED : Who.OTHER_ACCOUNT,
                roleOf(account.number()),
                "Account " + account.number());
    }

    private Optional<Asker> identity(Principal principal) {
        boolean isDeclared = declared.contains(principal.arn())
                || principal.asRoleArn().filter(declared::contains).isPresent();
        boolean isOfOwner = principal.account().filter(target.account()::equals).isPresent();
        if (isOfOwner) {
            return isDeclared ? Optional.of(new Asker(Who.DECLARED_HERE, principal)) : Optional.empty();
        }
        return Optional.of(new Asker(isDeclared ? Who.DECLARED_ELSEWHERE : Who.OTHER_IDENTITY, principal));
    }

    private List<Asker> everybody(Statement statement) {
        List<Asker> askers = new ArrayList<>();
        Stream.concat(Stream.of(roleOf(strangersAccount)), impostors(statement))
                .map(stranger -> new Asker(Who.ANYBODY, stranger, "Everybody, in whatever AWS account,"))
                .forEach(askers::add);
        askers.add(new Asker(
                Who.OWN_ACCOUNT,
                roleOf(target.account()),
                "Every principal of account " + target.account() + ", whatever its IAM policies say,"));
        return askers;
    }

    /** A condition on names keeps nobody out who gives himself such a name in an account of his own. */
    private Stream<Principal> impostors(Statement statement) {
        return statement.conditions().stream()
                .filter(condition -> condition.key().equalsIgnoreCase("aws:PrincipalArn"))
                .map(Condition::values)
                .flatMap(Collection::stream)
                .limit(MOST)
                .map(pattern -> pattern.split(":", 6))
                .filter(parts -> parts.length == 6)
                .map(parts -> "arn:" + target.partition() + ":iam::" + strangersAccount + ":"
                        + parts[5].replace('*', 'x').replace('?', 'x'))
                .flatMap(arn -> Principal.of(arn).stream())
                .filter(principal -> principal.kind() != Principal.Kind.ROOT);
    }

    private Principal roleOf(String account) {
        return new Principal("arn:" + target.partition() + ":iam::" + account + ":role/not-declared-anywhere");
    }

    private String accountThatNobodyNames(PolicyDocument document) {
        Set<String> named = new HashSet<>(accountsOfDeclared);
        named.add(target.account());
        document.statements().stream()
                .flatMap(statement -> namedBy(statement).stream())
                .forEach(principal -> {
                    if (principal instanceof NamedPrincipal.Account account) {
                        named.add(account.number());
                    }
                });
        return LongStream.iterate(999_999_999_999L, number -> number - 1)
                .mapToObj(Long::toString)
                .filter(number -> !named.contains(number))
                .findFirst()
                .orElseThrow();
    }

    private static Set<NamedPrincipal> namedBy(Statement statement) {
        if (statement.principals() instanceof PrincipalSet.Only only) {
            return only.named();
        }
        return statement.principals() instanceof PrincipalSet.AllBut allBut ? allBut.named() : Set.of();
    }
}
