package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.stream.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A grant that is to be given: the use of a key by a principal, for one stream alone.
 *
 * @param name made of what the order says and of who gives it, so that the same order has the same name, by which KMS knows
 *     that it has carried it out, and by which we know our own grants from those of others
 * @param party who is to use the key, and for what
 */
public record GrantOrder(String name, String keyArn, Party party, String streamArn) {

    private static final String PREFIX = "encryptedkinesis/";
    private static final int DIGITS = 32;

    public static GrantOrder of(Owner owner, String keyArn, Party party, String streamArn) {
        String what = digest(String.join("\n", party.principal(), party.use().name(), streamArn));
        return new GrantOrder(prefix(owner) + what, keyArn, party, streamArn);
    }

    /** Whether a grant of this name was given for this object. */
    public static boolean isOf(Owner owner, String name) {
        return name.startsWith(prefix(owner));
    }

    private static String prefix(Owner owner) {
        return PREFIX + digest(String.join("\n", owner.cluster(), owner.namespace(), owner.name())) + "/";
    }

    /** KMS takes letters, digits and a few signs in names, and not all that names of objects can hold. */
    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
