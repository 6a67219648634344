package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.policy.Effect;
import dev.encryptedkinesis.operator.access.policy.NamedPrincipal;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PrincipalSet;
import dev.encryptedkinesis.operator.access.policy.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whom the policy of a key trusts with its use for a stream, in words. */
final class KeyPolicyWords {

    /** A policy may name hundreds. */
    private static final int MOST = 5;

    private KeyPolicyWords() {}

    static String of(PolicyDocument policy, String account) {
        List<Statement> aboutUse =
                policy.statements().stream().filter(KeyPolicyWords::isAboutUse).toList();
        NamedPrincipal ownAccount = new NamedPrincipal.Account(account);
        Set<String> trusted = named(aboutUse, Effect.ALLOW, principal -> !principal.equals(ownAccount));
        Set<String> refused = named(aboutUse, Effect.DENY, principal -> true);
        boolean isLeftToAccount = aboutUse.stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .anyMatch(statement -> principals(statement).anyMatch(ownAccount::equals));
        String left = isLeftToAccount
                ? "leaves the use of the key to the IAM policies of account " + account
                : "does not leave the use of the key to the IAM policies of account " + account;
        return left
                + (trusted.isEmpty() ? "" : (isLeftToAccount ? ", and" : "; it") + " allows it to " + list(trusted))
                + (refused.isEmpty() ? "" : "; it denies it to " + list(refused));
    }

    private static boolean isAboutUse(Statement statement) {
        return Arrays.stream(Use.values()).map(Use::keyAction).anyMatch(statement.actions()::contains);
    }

    private static Set<String> named(List<Statement> statements, Effect effect, Predicate<NamedPrincipal> which) {
        Set<String> names = new TreeSet<>();
        for (Statement statement : statements) {
            if (statement.effect() == effect) {
                String limit = statement.conditions().isEmpty() ? "" : " (under conditions)";
                principals(statement).filter(which).map(KeyPolicyWords::name).forEach(name -> names.add(name + limit));
                if (statement.principals() instanceof PrincipalSet.AllBut) {
                    names.add("everybody but some" + limit);
                }
            }
        }
        return names;
    }

    private static Stream<NamedPrincipal> principals(Statement statement) {
        return statement.principals() instanceof PrincipalSet.Only only ? only.named().stream() : Stream.of();
    }

    private static String name(NamedPrincipal principal) {
        if (principal instanceof NamedPrincipal.Everyone) {
            return "everybody";
        }
        if (principal instanceof NamedPrincipal.Account account) {
            return "account " + account.number();
        }
        if (principal instanceof NamedPrincipal.Identity identity) {
            return identity.principal().arn();
        }
        if (principal instanceof NamedPrincipal.Deleted deleted) {
            return "a deleted principal " + deleted.uniqueId();
        }
        if (principal instanceof NamedPrincipal.Service service) {
            return service.name();
        }
        if (principal instanceof NamedPrincipal.Federated) {
            return "an identity provider";
        }
        if (principal instanceof NamedPrincipal.CanonicalUser) {
            return "a canonical user";
        }
        throw new IllegalStateException("a principal of an unknown kind");
    }

    private static String list(Set<String> names) {
        String first = String.join(", ", names.stream().limit(MOST).toList());
        return names.size() <= MOST ? first : first + " and %d more".formatted(names.size() - MOST);
    }
}
