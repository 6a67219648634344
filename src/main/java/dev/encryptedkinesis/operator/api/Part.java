package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What was read of a part of an object, or why it was not. The API server gives out objects in lists, and a client that
 * cannot read one of them has none: so what is not of its form is left out and told, and never thrown.
 *
 * @param value null if there is none, or it cannot be read
 * @param obstacle null if there is none; bounded, and without characters that mean something to a terminal or a log
 */
record Part<T>(T value, String obstacle) {

    /** Whatever says something to AWS is far flatter. A deeper one, that the API server takes, would exhaust the stack. */
    private static final int DEEPEST = 50;

    private static final int LONGEST_PLACE = 200;

    /** @param <T> as which it is read */
    abstract static class Reader<T> extends JsonDeserializer<Part<T>> {

        private final String name;
        private final Class<T> type;

        Reader(String name, Class<T> type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public Part<T> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            if (!isFlatterThan(DEEPEST, tree)) {
                return new Part<>(null, "%s is nested deeper than %d levels".formatted(name, DEEPEST));
            }
            try {
                return new Part<>(context.readTreeAsValue(tree, type), null);
            } catch (JsonMappingException e) {
                return new Part<>(
                        null, place(e.getPath()) + " is not of the form that this version of the operator reads");
            }
        }

        @Override
        public Part<T> getNullValue(DeserializationContext context) {
            return new Part<>(null, null);
        }

        private String place(List<JsonMappingException.Reference> path) {
            String steps = path.stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining())
                    .replaceAll("[^a-zA-Z0-9_.\\[\\]-]", "?");
            return name + (steps.length() <= LONGEST_PLACE ? steps : steps.substring(0, LONGEST_PLACE) + "…");
        }
    }

    private static boolean isFlatterThan(int levels, JsonNode tree) {
        return levels > 0
                && StreamSupport.stream(tree.spliterator(), false).allMatch(below -> isFlatterThan(levels - 1, below));
    }
}
