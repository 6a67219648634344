package dev.encryptedkinesis.operator.access.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Text with wildcards. It is matched in at most as many steps as the text has characters times the pattern's length; and a
 * pattern that must be longer than the text is not even tried, so that the length of a hostile one does not matter.
 */
public final class WildcardPattern {

    /** No value in a request is longer. A pattern that grows beyond this, with the values of its variables, matches nothing. */
    private static final int LONGEST = PolicyDocument.LONGEST;

    private static final int MANY = -1;
    private static final int ONE = -2;

    private final int[] tokens;
    private final int shortest;

    private WildcardPattern(int[] tokens) {
        this.tokens = tokens;
        this.shortest =
                (int) Arrays.stream(tokens).filter(token -> token != MANY).count();
    }

    /** @param text in which * stands for any characters, and ? for one */
    public static WildcardPattern of(String text) {
        return new Builder().pattern(text).build();
    }

    static WildcardPattern ofAction(String text) {
        return of(lowerCase(text));
    }

    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean matchesIgnoringCase(String text) {
        int[] folded = Arrays.stream(tokens)
                .map(token -> token < 0 ? token : fold(token))
                .toArray();
        StringBuilder foldedText = new StringBuilder(text.length());
        text.chars().forEach(c -> foldedText.append((char) fold(c)));
        return new WildcardPattern(folded).matches(foldedText.toString());
    }

    private static int fold(int c) {
        return Character.toLowerCase(Character.toUpperCase((char) c));
    }

    public boolean matches(String text) {
        if (shortest > Math.min(text.length(), LONGEST)) {
            return false;
        }
        int at = 0;
        int token = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (token < tokens.length && tokens[token] == MANY) {
                star = token++;
                resume = at;
            } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == text.charAt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == MANY) {
            token++;
        }
        return token == tokens.length;
    }

    /**
     * Whether it matches without a wildcard that reaches beyond the next colon, except for one that stands last before a
     * colon or at the end. All states at once, as there is no going back to the last of two kinds of wildcards.
     */
    boolean matchesWithinColons(String text) {
        if (shortest > Math.min(text.length(), LONGEST)) {
            return false;
        }
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        for (int at = 0; at < text.length(); at++) {
            boolean[] next = new boolean[tokens.length + 1];
            skipWildcards(reached);
            for (int i = 0; i < tokens.length; i++) {
                if (reached[i] && tokens[i] == MANY) {
                    next[i] |= text.charAt(at) != ':' || isLastOfPart(i);
                } else if (reached[i] && (tokens[i] == ONE || tokens[i] == text.charAt(at))) {
                    next[i + 1] = true;
                }
            }
            reached = next;
        }
        skipWildcards(reached);
        return reached[tokens.length];
    }

    private void skipWildcards(boolean[] reached) {
        for (int i = 0; i < tokens.length; i++) {
            reached[i + 1] |= reached[i] && tokens[i] == MANY;
        }
    }

    private boolean isLastOfPart(int index) {
        return index + 1 == tokens.length || tokens[index + 1] == ':';
    }

    /** Whether it matches everything. */
    boolean isAnything() {
        return tokens.length == 1 && tokens[0] == MANY;
    }

    /** Its parts between colons, at most that many; what is left of it is the last one's. */
    List<WildcardPattern> parts(int most) {
        List<WildcardPattern> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < tokens.length && parts.size() < most - 1; i++) {
            if (tokens[i] == ':') {
                parts.add(new WildcardPattern(Arrays.copyOfRange(tokens, start, i)));
                start = i + 1;
            }
        }
        parts.add(new WildcardPattern(Arrays.copyOfRange(tokens, start, tokens.length)));
        return parts;
    }

    static final class Builder {

        private int[] tokens = new int[64];
        private int length;

        /** What stands for itself, wildcards too. */
        Builder literal(String text) {
            text.chars().forEach(this::add);
            return this;
        }

        Builder pattern(String text) {
            text.chars().forEach(c -> {
                switch (c) {
                    case '*' -> anything();
                    case '?' -> add(ONE);
                    default -> add(c);
                }
            });
            return this;
        }

        Builder anything() {
            if (length == 0 || tokens[length - 1] != MANY) {
                add(MANY);
            }
            return this;
        }

        WildcardPattern build() {
            return new WildcardPattern(Arrays.copyOf(tokens, length));
        }

        /** A little longer than the longest is enough to match nothing. */
        private void add(int token) {
            if (length > 2 * LONGEST + 2) {
                return;
            }
            if (length == tokens.length) {
                tokens = Arrays.copyOf(tokens, 2 * length);
            }
            tokens[length++] = token;
        }
    }
}
