package dev.encryptedkinesis.operator.stream;

/** Text for people that is of any length and goes where only so much is taken. */
public final class Shortened {

    private Shortened() {}

    /**
     * The text, or its beginning with an ellipsis.
     *
     * @param length the most that there may be, in UTF-16 code units as {@link String#length} counts; at least 2
     */
    public static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - 1;
        // Half of a pair of surrogates is no character, and no UTF-8.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
