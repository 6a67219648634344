package dev.encryptedkinesis.operator.access.policy;

import java.util.List;
import java.util.function.Predicate;

/** An IAM policy document, of an identity or of a resource: read strictly, and only up to a size. */
public final class PolicyDocument {

    /** AWS has 32 KiB for a key policy, and less for any other. */
    public static final int LONGEST = 64 * 1024;

    private final PolicyVersion version;
    private final List<Statement> statements;

    PolicyDocument(PolicyVersion version, List<Statement> statements) {
        this.version = version;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads strictly. Of a document that AWS has accepted and that is refused here, nothing is known.
     *
     * @throws PolicySyntaxException on anything that IAM would refuse. A statement without a principal is accepted, as
     *     in the policy of an identity
     */
    public static PolicyDocument parse(String json) {
        return new PolicyParser(json).document();
    }

    /** @throws PolicySyntaxException also if a statement names no principal, which the policy of a resource must */
    public static PolicyDocument parseResourcePolicy(String json) {
        PolicyDocument document = parse(json);
        document.statements.stream()
                .filter(statement -> statement.principals() instanceof PrincipalSet.Unstated)
                .findFirst()
                .ifPresent(statement -> {
                    throw new PolicySyntaxException("%s of the policy needs Principal or NotPrincipal."
                            .formatted(statement.reference().label()));
                });
        return document;
    }

    /** As 2012-10-17; 2008-10-17 if the document has none. */
    public String version() {
        return version.text();
    }

    PolicyVersion languageVersion() {
        return version;
    }

    public List<Statement> statements() {
        return statements;
    }

    /** The same without its other statements. */
    public PolicyDocument keeping(Predicate<Statement> kept) {
        return new PolicyDocument(version, statements.stream().filter(kept).toList());
    }
}
