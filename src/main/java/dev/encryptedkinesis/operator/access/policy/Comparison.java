package dev.encryptedkinesis.operator.access.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** How values that are no text compare. What is not of the kind that an operator takes makes the outcome unknown. */
final class Comparison {

    private static final int LONGEST_NUMBER = 100;

    private Comparison() {}

    static Truth numbers(String requested, String value, IntPredicate order) {
        return ordered(requested, value, Comparison::number, order, "a number");
    }

    static Truth times(String requested, String value, IntPredicate order) {
        return ordered(requested, value, PointInTime::parse, order, "a time");
    }

    static Truth booleans(String requested, String value) {
        return ordered(requested, value, Comparison::truth, order -> order == 0, "true or false");
    }

    static Truth binaries(String requested, String value) {
        Optional<byte[]> one = bytes(requested);
        Optional<byte[]> other = bytes(value);
        return one.isPresent() && other.isPresent() ? Truth.of(Arrays.equals(one.get(), other.get())) : isNot("base64");
    }

    static Truth addresses(String requested, String range) {
        Optional<AddressRange> address = AddressRange.parse(requested);
        Optional<AddressRange> within = AddressRange.parse(range);
        return address.isPresent() && within.isPresent()
                ? Truth.of(within.get().contains(address.get()))
                : isNot("an IP address or range");
    }

    private static <T extends Comparable<T>> Truth ordered(
            String requested, String value, Function<String, Optional<T>> kind, IntPredicate order, String name) {
        Optional<T> one = kind.apply(requested);
        Optional<T> other = kind.apply(value);
        return one.isPresent() && other.isPresent()
                ? Truth.of(order.test(one.get().compareTo(other.get())))
                : isNot(name);
    }

    private static Truth isNot(String kind) {
        return Truth.unknown("what AWS makes of a value that is not " + kind);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (WildcardPattern.lowerCase(text)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
