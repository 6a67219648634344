package dev.encryptedkinesis.operator.access.policy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * An address of IPv4 or IPv6, or a range of them. Read here and not by {@code InetAddress}, which would ask the DNS for
 * what it takes for a name.
 *
 * @param bits 32 or 128
 * @param prefix how many of the bits all addresses of the range have in common
 */
record AddressRange(BigInteger address, int bits, int prefix) {

    private static final int LONGEST = 60;

    static Optional<AddressRange> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int bits = address.indexOf(':') >= 0 ? 128 : 32;
        Optional<BigInteger> number = bits == 128 ? six(address) : four(address);
        Optional<Integer> prefix = slash < 0
                ? Optional.of(bits)
                : number(text.substring(slash + 1), 10, 3).filter(length -> length <= bits);
        return number.isPresent() && prefix.isPresent()
                ? Optional.of(new AddressRange(number.get(), bits, prefix.get()))
                : Optional.empty();
    }

    boolean contains(AddressRange other) {
        return bits == other.bits
                && prefix <= other.prefix
                && address.shiftRight(bits - prefix).equals(other.address.shiftRight(bits - prefix));
    }

    private static Optional<BigInteger> four(String text) {
        return groups(text.split("\\.", -1), 4, 10, 3, 8);
    }

    /** With at most one gap of zeroes, written as two colons, and perhaps an IPv4 address at the end. */
    private static Optional<BigInteger> six(String text) {
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') > lastColon) {
            return four(text.substring(lastColon + 1))
                    .flatMap(last -> six(text.substring(0, lastColon + 1)
                            + last.shiftRight(16).toString(16)
                            + ":"
                            + last.and(BigInteger.valueOf(0xffff)).toString(16)));
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text.split(":", -1), 8, 16, 4, 16);
        }
        String[] before = parts(text.substring(0, gap));
        String[] after = parts(text.substring(gap + 2));
        int missing = 8 - before.length - after.length;
        if (missing < 1) {
            return Optional.empty();
        }
        String[] all = new String[8];
        Arrays.fill(all, "0");
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(after, 0, all, 8 - after.length, after.length);
        return groups(all, 8, 16, 4, 16);
    }

    private static String[] parts(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static Optional<BigInteger> groups(String[] groups, int count, int radix, int longest, int bits) {
        if (groups.length != count) {
            return Optional.empty();
        }
        BigInteger all = BigInteger.ZERO;
        for (String group : groups) {
            Optional<Integer> value = number(group, radix, longest).filter(number -> number < 1 << bits);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            all = all.shiftLeft(bits).or(BigInteger.valueOf(value.get()));
        }
        return Optional.of(all);
    }

    private static Optional<Integer> number(String text, int radix, int longest) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= longest
                && text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        return isNumber ? Optional.of(Integer.parseInt(text, radix)) : Optional.empty();
    }
}
