package dev.encryptedkinesis.operator.access.findings;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that permits more than it should, of a stream and its keys. */
public final class AccessFindings {

    /** Of more than this, the worst are told. */
    public static final int MOST = 20;

    private AccessFindings() {}

    /** The worst first, and in the same order for the same input. */
    public static List<Finding> of(Reviewed reviewed) {
        Stream<Finding> ofStream = reviewed.streamPolicy().stream()
                .flatMap(policy -> new PolicyReview(new StreamTarget(reviewed.streamArn()), policy, reviewed.declared())
                        .findings().stream());
        return Stream.concat(ofStream, reviewed.keys().stream().flatMap(key -> ofKey(key, reviewed)))
                .sorted(Comparator.comparing(Finding::severity))
                .limit(MOST)
                .toList();
    }

    private static Stream<Finding> ofKey(Reviewed.Key key, Reviewed reviewed) {
        KeyTarget target = new KeyTarget(key.arn(), reviewed.streamArn());
        return Stream.concat(
                key.policy().stream()
                        .flatMap(policy -> new PolicyReview(target, policy, reviewed.declared()).findings().stream()),
                new GrantReview(target, reviewed.declared()).findings(key.grants()).stream());
    }
}
