package dev.encryptedkinesis.operator.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of the chart's values, made from the comments of values.yaml. Its main method writes it to the chart's
 * README. A comment that begins with {@code # --} is about the key below it, and about all that is in it.
 */
public final class ValuesTable {

    static final Path CHART = Path.of("helm", "encrypted-kinesis-operator");
    static final Path README = CHART.resolve("README.md");

    private static final String BEGIN = "<!-- The table begins; it is made from values.yaml. -->\n";
    private static final String END = "<!-- The table ends. -->\n";

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):.*");
    private static final int INDENT = 2;

    private ValuesTable() {}

    public static void main(String[] arguments) {
        try {
            Files.writeString(README, written(Files.readString(README), of(values())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String values() {
        try {
            return Files.readString(CHART.resolve("values.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A README in which the table stands in the place of the one before. */
    static String written(String readme, String table) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the README does not say where the table is to stand");
        }
        return readme.substring(0, begin + BEGIN.length()) + table + readme.substring(end);
    }

    /** @throws IllegalArgumentException naming a value of which no comment tells */
    static String of(String yaml) {
        JsonNode values = read(yaml);
        List<Row> rows = rows(yaml);
        untold(values, "", rows.stream().map(Row::path).toList()).stream()
                .findFirst()
                .ifPresent(path -> {
                    throw new IllegalArgumentException("no comment tells of " + path);
                });
        return rows.stream()
                .map(row -> "| `%s` | %s | `%s` |%n"
                        .formatted(
                                row.path(),
                                row.told(),
                                values.at("/" + row.path().replace('.', '/'))))
                .collect(Collectors.joining("", "| Value | What | Default |\n|---|---|---|\n", ""));
    }

    private record Row(String path, String told) {}

    private static List<Row> rows(String yaml) {
        List<Row> rows = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder told = new StringBuilder();
        for (String line : yaml.lines().toList()) {
            String text = line.strip();
            if (text.startsWith("# -- ")) {
                told.append(text.substring("# -- ".length()));
            } else if (text.startsWith("# ") && !told.isEmpty()) {
                told.append(text.substring(1));
            } else {
                key(line).ifPresent(key -> {
                    while (path.size() > key.depth()) {
                        path.removeLast();
                    }
                    path.addLast(key.name());
                    if (!told.isEmpty()) {
                        rows.add(new Row(String.join(".", path), told.toString()));
                    }
                });
                told.setLength(0);
            }
        }
        return rows;
    }

    private record Key(int depth, String name) {}

    private static Optional<Key> key(String line) {
        Matcher matcher = KEY.matcher(line);
        return matcher.matches()
                ? Optional.of(new Key(matcher.group(1).length() / INDENT, matcher.group(2)))
                : Optional.empty();
    }

    private static List<String> untold(JsonNode values, String before, List<String> told) {
        List<String> untold = new ArrayList<>();
        for (Iterator<String> names = values.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            String path = before + name;
            if (told.contains(path)) {
                continue;
            }
            JsonNode value = values.get(name);
            if (value.isObject() && !value.isEmpty()) {
                untold.addAll(untold(value, path + ".", told));
            } else {
                untold.add(path);
            }
        }
        return untold;
    }

    static JsonNode read(String yaml) {
        try {
            ObjectMapper mapper = new YAMLMapper();
            return mapper.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not YAML", e);
        }
    }
}
