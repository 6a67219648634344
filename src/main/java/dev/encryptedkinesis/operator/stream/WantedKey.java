package dev.encryptedkinesis.operator.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that is wanted.
 *
 * @param id key ARN, alias ARN, key id or alias/name; of an unresolved key, words that say where it is to be named, which
 *     AWS is never called with
 * @param unresolved why the key is not known; empty if it is
 */
public record WantedKey(String id, Optional<UnresolvedKey> unresolved) {

    /** The key that AWS manages for Kinesis, in every account and Region. */
    public static final WantedKey AWS_MANAGED = new WantedKey("alias/aws/kinesis");

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:kms:([a-z0-9-]+):[0-9]+:(key|alias)/.+");

    public WantedKey(String id) {
        this(id, Optional.empty());
    }

    /** @param namedBy where the key is to be named, in words */
    public static WantedKey unresolved(String namedBy, UnresolvedKey why) {
        return new WantedKey(namedBy, Optional.of(why));
    }

    /** The Region that an ARN names; the other forms name none, and mean the stream's. */
    public Optional<String> region() {
        Matcher arn = ARN.matcher(id);
        return unresolved.isEmpty() && arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }

    /** Whether the id names one key for ever, as an alias does not. */
    public boolean isKeyArn() {
        return unresolved.isEmpty() && isKeyArn(id);
    }

    /** {@code key/ID} or {@code alias/NAME}, in whichever of the four forms a key is named: what it is within its Region. */
    public static String resource(String id) {
        if (id.startsWith("arn:")) {
            return id.substring(id.lastIndexOf(':') + 1);
        }
        return id.startsWith("alias/") ? id : "key/" + id;
    }

    public static boolean isKeyArn(String id) {
        Matcher arn = ARN.matcher(id);
        return arn.matches() && arn.group(2).equals("key");
    }
}
