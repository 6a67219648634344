package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.findings.AccessFindings;
import dev.encryptedkinesis.operator.access.findings.Finding;
import java.util.List;

/**
 * What is known of the access to a stream.
 *
 * @param verdicts one for each declared use, producers first; empty as long as not everybody has been looked at
 * @param findings policies and grants that permit more than they should, the worst first
 */
public record AccessReview(Stage stage, List<PrincipalVerdict> verdicts, List<Finding> findings) {

    public enum Stage {
        /** There is no stream, or KMS does not say which key it is to be under. */
        NOTHING_TO_LOOK_AT,
        /** Not everybody has been looked at yet. */
        LOOKING,
        DONE
    }

    public AccessReview {
        verdicts = List.copyOf(verdicts);
        findings = List.copyOf(findings);
    }

    /** By what AWS says of all that has a say in it. */
    public static AccessReview of(AccessQuestion question, AccessFacts facts) {
        return new AccessReview(
                Stage.DONE, new AccessJudge(question, facts).verdicts(), AccessFindings.of(facts.reviewed(question)));
    }

    public static AccessReview unfinished(Stage stage) {
        return new AccessReview(stage, List.of(), List.of());
    }
}
