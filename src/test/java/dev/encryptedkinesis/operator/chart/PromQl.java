package dev.encryptedkinesis.operator.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression of Prometheus's language, as far as it says which series it is about. Whether it is one, promtool says. */
record PromQl(String text) {

    private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*";
    private static final Pattern SELECTOR = Pattern.compile("(" + NAME + ")\\s*(?:\\{([^}]*)})?");
    private static final Pattern MATCHER =
            Pattern.compile("(" + NAME + ")\\s*(?:=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** The names of the series, and by which labels each is chosen. */
    Map<String, Set<String>> series() {
        Map<String, Set<String>> series = new TreeMap<>();
        String plain = RANGE.matcher(GROUPING.matcher(text).replaceAll("")).replaceAll("");
        Matcher selector = SELECTOR.matcher(plain);
        int from = 0;
        while (selector.find(from)) {
            from = selector.end();
            if (isSeries(selector, plain)) {
                String matchers = selector.group(2) == null ? "" : selector.group(2);
                series.computeIfAbsent(selector.group(1), name -> new TreeSet<>())
                        .addAll(MATCHER.matcher(matchers)
                                .results()
                                .map(match -> match.group(1))
                                .toList());
            }
        }
        return series;
    }

    /** A name that is no word of the language, no function, and in no text. */
    private static boolean isSeries(Matcher selector, String plain) {
        boolean inText = TEXT.matcher(plain)
                .results()
                .anyMatch(text -> text.start() < selector.start() && selector.start() < text.end());
        boolean function = plain.substring(selector.end()).stripLeading().startsWith("(");
        boolean number = selector.start() > 0 && Character.isDigit(plain.charAt(selector.start() - 1));
        return !inText && !function && !number && !WORDS.contains(selector.group(1));
    }

    /** The labels by which series are joined or taken together. */
    Set<String> groupings() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(grouping -> Arrays.stream(grouping.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a label is compared with, alternatives one by one. */
    List<String> valuesOf(String label) {
        return MATCHER.matcher(text)
                .results()
                .filter(match -> match.group(1).equals(label))
                .flatMap(match -> Stream.of(match.group(2).split("\\|")))
                .toList();
    }
}
