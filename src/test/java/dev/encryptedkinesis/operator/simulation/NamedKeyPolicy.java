package dev.encryptedkinesis.operator.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key policies as they are found in accounts, written after AWS's documentation. The documents are
 * {@code access/key-policies/*.json}; what stands in them as {@code ${...}} is filled in.
 */
public enum NamedKeyPolicy {
    /** What a key has by default: all is left to the account's own policies. */
    DEFAULT,
    /** What {@code aws/kinesis} has. */
    AWS_MANAGED,
    /** The account may manage the key; a role, {@code role}, may use it. */
    NAMES_ROLE,
    /** The same, through Kinesis only. */
    NAMES_ROLE_VIA_KINESIS,
    /** The same, for one stream only, {@code stream}. */
    NAMES_ROLE_FOR_STREAM,
    /** The account may manage the key; one session of a role, {@code session}, may use it. */
    NAMES_SESSION,
    /** The account may manage the key; nobody may use it. */
    NAMES_NOBODY,
    /** The account may manage the key; {@code kinesis.amazonaws.com} may use it, which helps nobody. */
    NAMES_SERVICE,
    /** The default, but for one role, {@code role}. */
    DENIES_ROLE,
    /** The default, but for uses that do not go through Kinesis. */
    DENIES_OUTSIDE_KINESIS,
    /** The default, but nobody may look at policy and grants. */
    HIDES_ITSELF,
    /** Another account, {@code other}, may use the key, as its own policies say. */
    SHARED_WITH_ACCOUNT,
    /** The same, and it may manage grants. */
    SHARED_WITH_ACCOUNT_AND_GRANTS,
    /** A role of another account, {@code role}, may use the key. */
    SHARED_WITH_ROLE,
    /** Everybody in the account may use the key. */
    OPEN_TO_ACCOUNT,
    /** Everybody may do everything: too broad by far. */
    OPEN_TO_EVERYBODY;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /** A policy with what is to be filled in. */
    public final class Filled {
        private final Map<String, String> values = new HashMap<>();

        private Filled() {}

        public Filled with(String placeholder, String value) {
            values.put(placeholder, value);
            return this;
        }

        /** @throws IllegalStateException if a placeholder was not given */
        public String text() {
            return PLACEHOLDER.matcher(template()).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
        }

        private String value(String placeholder) {
            String value = values.get(placeholder);
            if (value == null) {
                throw new IllegalStateException(NamedKeyPolicy.this + " needs " + placeholder);
            }
            return value;
        }
    }

    /** @param account the key's */
    public Filled of(String account, String region) {
        return new Filled().with("account", account).with("region", region);
    }

    private String template() {
        String file = "/access/key-policies/%s.json"
                .formatted(name().toLowerCase(Locale.ROOT).replace('_', '-'));
        try (InputStream resource = NamedKeyPolicy.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException("There is no " + file);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
