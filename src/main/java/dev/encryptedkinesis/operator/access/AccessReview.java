package dev.encryptedkinesis.operator.access;

import java.util.List;

/**
 * What is known of the access to a stream.
 *
 * @param verdicts one for each declared use, producers first; empty as long as not everybody has been looked at
 */
public record AccessReview(Stage stage, List<PrincipalVerdict> verdicts) {

    public enum Stage {
        /** There is no stream, or KMS does not say which key it is to be under. */
        NOTHING_TO_LOOK_AT,
        /** Not everybody has been looked at yet. */
        LOOKING,
        DONE
    }

    public AccessReview {
        verdicts = List.copyOf(verdicts);
    }

    public static AccessReview done(List<PrincipalVerdict> verdicts) {
        return new AccessReview(Stage.DONE, verdicts);
    }

    public static AccessReview unfinished(Stage stage) {
        return new AccessReview(stage, List.of());
    }
}
