package dev.encryptedkinesis.operator.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a policy document means, as a value that equals that of each other document with the same meaning: IAM takes a
 * single element for a list of one, knows no order, compares actions without regard to case, and may write an account as
 * its root.
 */
final class PolicyMeaning {

    private static final Pattern ACCOUNT = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):root");

    private PolicyMeaning() {}

    static Object of(Map<String, ?> document) {
        return each(
                document,
                (name, value) -> name.equals("Statement") ? set(value, PolicyMeaning::statement) : plain(value));
    }

    private static Object statement(Object statement) {
        return each(statement, (name, value) -> switch (name) {
            case "Action", "NotAction" -> texts(value, text -> text.toLowerCase(Locale.ROOT));
            case "Resource", "NotResource" -> texts(value, UnaryOperator.identity());
            case "Principal", "NotPrincipal" -> principal(value);
            case "Condition" ->
                each(value, (operator, keys) -> each(keys, (key, values) -> texts(values, UnaryOperator.identity())));
            default -> plain(value);
        });
    }

    private static Object principal(Object value) {
        Object named = "*".equals(value) ? Map.of("AWS", "*") : value;
        return each(named, (kind, principals) -> texts(principals, PolicyMeaning::account));
    }

    private static String account(String principal) {
        Matcher root = ACCOUNT.matcher(principal);
        return root.matches() ? root.group(1) : principal;
    }

    private static Object texts(Object value, UnaryOperator<String> normalisation) {
        return set(value, element -> {
            Object plain = plain(element);
            return plain instanceof String text ? normalisation.apply(text) : plain;
        });
    }

    private static Set<Object> set(Object value, UnaryOperator<Object> element) {
        Collection<?> all = value instanceof Collection<?> many ? many : Collections.singletonList(value);
        return all.stream().map(element).collect(Collectors.toCollection(HashSet::new));
    }

    /** Numbers and booleans are texts to IAM. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?>) {
            return each(value, (name, one) -> plain(one));
        }
        return value instanceof Collection<?> many
                ? many.stream().map(PolicyMeaning::plain).toList()
                : String.valueOf(value);
    }

    private interface Meaning {
        Object of(String name, Object value);
    }

    /** What is not a map, where one should be, is left for AWS to refuse. */
    private static Object each(Object value, Meaning meaning) {
        if (!(value instanceof Map<?, ?> map)) {
            return plain(value);
        }
        Map<String, Object> all = new HashMap<>();
        map.forEach((name, one) -> all.put(String.valueOf(name), meaning.of(String.valueOf(name), one)));
        return all;
    }
}
