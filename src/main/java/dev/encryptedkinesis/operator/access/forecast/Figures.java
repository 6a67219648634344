package dev.encryptedkinesis.operator.access.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as text, the same in every locale. */
final class Figures {

    static final MathContext PRECISION = MathContext.DECIMAL64;

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(,[0-9]{3}){0,4}(\\.[0-9]{1,20})? %");

    private Figures() {}

    /** With two decimals, as money has. */
    static String hundredths(BigDecimal number) {
        return number.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static BigDecimal rounded(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP);
    }

    /** A share in percent: a small one with two digits, so that it is never shown as none. */
    static String percent(BigDecimal share) {
        BigDecimal percent = share.multiply(WHOLE);
        BigDecimal rounded =
                percent.compareTo(WHOLE) < 0 ? percent.round(TWO_DIGITS) : percent.setScale(0, RoundingMode.HALF_UP);
        return plain(rounded) + " %";
    }

    /** The share that {@link #percent} wrote; empty if it is something else. */
    static Optional<BigDecimal> share(String percent) {
        return percent != null && PERCENT.matcher(percent).matches()
                ? Optional.of(new BigDecimal(percent.substring(0, percent.length() - " %".length())
                                .replace(",", ""))
                        .divide(WHOLE, PRECISION))
                : Optional.empty();
    }

    /** Without decimals that say nothing, and with commas between thousands. */
    static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        String digits = number.stripTrailingZeros().toPlainString();
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = end - 3; at > 0; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }
}
