package dev.encryptedkinesis.operator.access.policy;

import java.util.Optional;

/** Text of a policy in which variables may stand, as {@code ${aws:username}}, with the values that a request gives them. */
record PolicyText(String text, PolicyVersion version, Wildcards wildcards) {

    /** Whether * and ? stand for others. */
    enum Wildcards {
        MATCH,
        ARE_PLAIN
    }

    /**
     * @param pattern with anything in the place of a variable that has no value
     * @param absent a variable that the request is known not to have, and that has no default
     * @param unknown a variable of which nothing is known
     */
    record Resolved(WildcardPattern pattern, Optional<String> absent, Optional<String> unknown) {

        /** A variable that has no value, or none that is known. */
        Optional<String> withoutValue() {
            return unknown.or(() -> absent);
        }

        /** What follows from whether the pattern matches: with anything in place of a variable, that it does is not certain. */
        Truth decide(Truth matches) {
            return withoutValue()
                    .filter(key -> !matches.isNo())
                    .map(key -> Truth.unknown("the value of the variable " + ContextKey.label(key)))
                    .orElse(matches);
        }
    }

    Resolved resolve(RequestContext context) {
        return switch (version) {
            case OF_2008 -> new Resolved(plain(text).build(), Optional.empty(), Optional.empty());
            case OF_2012 -> new Resolution(context).resolve();
        };
    }

    private WildcardPattern.Builder plain(String part) {
        return append(new WildcardPattern.Builder(), part);
    }

    private WildcardPattern.Builder append(WildcardPattern.Builder builder, String part) {
        return switch (wildcards) {
            case MATCH -> builder.pattern(part);
            case ARE_PLAIN -> builder.literal(part);
        };
    }

    private final class Resolution {

        private final RequestContext context;
        private final WildcardPattern.Builder builder = new WildcardPattern.Builder();
        private Optional<String> absent = Optional.empty();
        private Optional<String> unknown = Optional.empty();

        private Resolution(RequestContext context) {
            this.context = context;
        }

        private Resolved resolve() {
            int at = 0;
            while (at < text.length()) {
                int start = text.indexOf("${", at);
                int end = start < 0 ? -1 : text.indexOf('}', start);
                if (end < 0) {
                    break;
                }
                append(builder, text.substring(at, start));
                variable(text.substring(start + 2, end));
                at = end + 1;
            }
            append(builder, text.substring(at));
            return new Resolved(builder.build(), absent, unknown);
        }

        private void variable(String content) {
            switch (content) {
                case "*", "?", "$" -> builder.literal(content);
                default -> value(content);
            }
        }

        private void value(String content) {
            int comma = content.indexOf(',');
            String key = (comma < 0 ? content : content.substring(0, comma)).strip();
            ContextValue value = context.get(key);
            if (value instanceof ContextValue.Present present
                    && present.values().size() == 1) {
                builder.literal(present.values().get(0));
            } else if (value instanceof ContextValue.Absent) {
                defaultValue(comma < 0 ? "" : content.substring(comma + 1).strip())
                        .ifPresentOrElse(builder::literal, () -> {
                            absent = Optional.of(key);
                            builder.anything();
                        });
            } else {
                unknown = Optional.of(key);
                builder.anything();
            }
        }

        private static Optional<String> defaultValue(String quoted) {
            boolean isQuoted = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
            return isQuoted ? Optional.of(quoted.substring(1, quoted.length() - 1)) : Optional.empty();
        }
    }
}
