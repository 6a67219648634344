package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IAM role or user that a policy may name.
 *
 * <p>IAM permits nearly everything in a path, also what means something to a policy: {@code *}, <code>?</code> and
 * <code>${</code>. One with such a path is refused, so that no text of somebody else's is ever read as a pattern or a variable.
 */
record IamIdentity(String arn, String partition, String account) implements Comparable<IamIdentity> {

    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):(role|user)/([\\w+=,.@-]{1,510}/)*[\\w+=,.@-]{1,128}");

    private static final int LONGEST = 700;

    static Optional<IamIdentity> of(String arn) {
        if (arn.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(arn);
        return matcher.matches()
                ? Optional.of(new IamIdentity(arn, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public int compareTo(IamIdentity other) {
        return Comparator.comparing(IamIdentity::arn).compare(this, other);
    }
}
