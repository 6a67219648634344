package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.ActionSet;
import dev.encryptedkinesis.operator.access.policy.NamedPrincipal;
import dev.encryptedkinesis.operator.access.policy.PrincipalSet;
import dev.encryptedkinesis.operator.access.policy.Statement;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** What is wrong with a statement that allows something, whoever may make use of it. */
final class Form {

    private static final NamedPrincipal KINESIS = new NamedPrincipal.Service("kinesis.amazonaws.com");

    private Form() {}

    static Stream<Finding> of(Statement statement, Target target, String subject) {
        if (statement.principals() instanceof PrincipalSet.AllBut) {
            return Stream.of(new Finding(
                    Severity.WARNING,
                    subject,
                    "It allows something with NotPrincipal, to everybody whom it does not list, of all accounts, also"
                            + " to those who come later.",
                    "Name with Principal whom it is meant for."));
        }
        return statement.principals() instanceof PrincipalSet.Only only
                ? Stream.of(allBut(statement, only, target, subject), needless(only, subject), deleted(only, subject))
                        .flatMap(findings -> findings)
                : Stream.empty();
    }

    private static Stream<Finding> allBut(Statement statement, PrincipalSet.Only only, Target target, String subject) {
        boolean isLeftToIam = only.named().equals(Set.of(new NamedPrincipal.Account(target.account())));
        return statement.actions() instanceof ActionSet.AllBut && !isLeftToIam
                ? Stream.of(new Finding(
                        Severity.INFO,
                        subject,
                        "It allows with NotAction all that it does not list, also what AWS adds later.",
                        "Name with Action what it is meant for."))
                : Stream.empty();
    }

    /** Kinesis uses the permissions of its callers, and does nothing with its own. */
    static boolean isNeedless(NamedPrincipal.Service service) {
        return service.equals(KINESIS);
    }

    private static Stream<Finding> needless(PrincipalSet.Only only, String subject) {
        return only.named().contains(KINESIS)
                ? Stream.of(new Finding(
                        Severity.INFO,
                        subject,
                        "It allows something to the service kinesis.amazonaws.com, which makes no use of it: Kinesis asks"
                                + " KMS with the permissions of whoever uses the stream.",
                        "Take it out."))
                : Stream.empty();
    }

    private static Stream<Finding> deleted(PrincipalSet.Only only, String subject) {
        return only.named().stream()
                .filter(NamedPrincipal.Deleted.class::isInstance)
                .map(named -> ((NamedPrincipal.Deleted) named).uniqueId())
                .min(Comparator.naturalOrder())
                .map(id -> new Finding(
                        Severity.INFO,
                        subject,
                        "It names " + Asker.plain(id)
                                + ", a principal that has been deleted; one of the same name does not"
                                + " get its permissions.",
                        "Take it out, or name the principal that is there now."))
                .stream();
    }
}
