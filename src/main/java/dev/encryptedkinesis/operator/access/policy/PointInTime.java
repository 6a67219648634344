package dev.encryptedkinesis.operator.access.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The times of the policy language: ISO 8601 in the forms of the W3C, and seconds since 1970. */
final class PointInTime {

    private static final int LONGEST = 40;

    private PointInTime() {}

    static Optional<Instant> parse(String text) {
        try {
            if (text.isEmpty() || text.length() > LONGEST) {
                return Optional.empty();
            }
            return Optional.of(text.indexOf('T') > 0 ? time(text) : date(text));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** Four digits are a year; any other number counts seconds. */
    private static Instant date(String text) {
        return switch (text.length()) {
            case 4 -> day(text + "-01-01");
            case 7 -> text.indexOf('-') == 4 ? day(text + "-01") : seconds(text);
            case 10 -> text.indexOf('-') == 4 ? day(text) : seconds(text);
            default -> seconds(text);
        };
    }

    private static Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant seconds(String text) {
        return Instant.ofEpochSecond(Long.parseLong(text));
    }
}
