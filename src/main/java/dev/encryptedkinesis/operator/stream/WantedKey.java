package dev.encryptedkinesis.operator.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that is wanted.
 *
 * @param id key ARN, alias ARN, key id or alias/name
 */
public record WantedKey(String id) {

    /** The key that AWS manages for Kinesis, in every account and Region. */
    public static final WantedKey AWS_MANAGED = new WantedKey("alias/aws/kinesis");

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:kms:([a-z0-9-]+):[0-9]+:(key|alias)/.+");

    /** The Region that an ARN names; the other forms name none, and mean the stream's. */
    public Optional<String> region() {
        Matcher arn = ARN.matcher(id);
        return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }

    /** Whether the id names one key for ever, as an alias does not. */
    public boolean isKeyArn() {
        return isKeyArn(id);
    }

    public static boolean isKeyArn(String id) {
        Matcher arn = ARN.matcher(id);
        return arn.matches() && arn.group(2).equals("key");
    }
}
