package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class WildcardPatternTest {

    @Property
    void matchesAsTheObviousDefinitionDoes(
            @ForAll @Chars({'a', 'b', '*', '?', ':'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', ':'}) @StringLength(max = 8) String text) {
        assertThat(WildcardPattern.of(pattern).matches(text)).isEqualTo(matches(pattern, text, true));
    }

    @Property
    void aWildcardInTheMiddleOfAPartStaysThere(
            @ForAll @Chars({'a', 'b', '*', '?', ':'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', ':'}) @StringLength(max = 8) String text) {
        String once = pattern.replaceAll("\\*+", "*");

        assertThat(WildcardPattern.of(pattern).matchesWithinColons(text)).isEqualTo(matches(once, text, false));
    }

    @Property
    void withoutWildcardsItIsEquality(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 3) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 3) String text) {
        assertThat(WildcardPattern.of(pattern).matches(text)).isEqualTo(pattern.equals(text));
        assertThat(WildcardPattern.of(pattern).matchesIgnoringCase(text.toUpperCase(Locale.ROOT)))
                .isEqualTo(pattern.equals(text));
    }

    private static boolean matches(String pattern, String text, boolean anywhere) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '*') {
            boolean mayEat =
                    !text.isEmpty() && (anywhere || text.charAt(0) != ':' || rest.isEmpty() || rest.charAt(0) == ':');
            return matches(rest, text, anywhere) || mayEat && matches(pattern, text.substring(1), anywhere);
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && matches(rest, text.substring(1), anywhere);
    }
}
