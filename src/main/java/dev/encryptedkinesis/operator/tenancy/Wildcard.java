package dev.encryptedkinesis.operator.tenancy;

/**
 * Text in which * stands for any characters. Matching takes at most as many steps as pattern and text have characters,
 * multiplied: no pattern makes it take longer, whoever wrote it.
 */
record Wildcard(String pattern) {

    private static final char MANY = '*';

    boolean matches(String text) {
        int at = 0;
        int token = 0;
        int star = -1;
        int retry = 0;
        while (at < text.length()) {
            if (token < pattern.length() && pattern.charAt(token) == MANY) {
                star = token++;
                retry = at;
            } else if (token < pattern.length() && pattern.charAt(token) == text.charAt(at)) {
                token++;
                at++;
            } else if (star >= 0) {
                // The last * takes one character more. Earlier ones need not be tried again.
                token = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (token < pattern.length() && pattern.charAt(token) == MANY) {
            token++;
        }
        return token == pattern.length();
    }
}
