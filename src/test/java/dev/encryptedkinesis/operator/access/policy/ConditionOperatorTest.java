package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.policy.Verdict.Allowed;
import dev.encryptedkinesis.operator.access.policy.Verdict.Denied;
import dev.encryptedkinesis.operator.access.policy.Verdict.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators as the IAM user guide describes them: reference_policies_elements_condition_operators. */
class ConditionOperatorTest {

    private static final String KEY = "test:Key";
    private static final RequestContext NOTHING = RequestContext.NOTHING_KNOWN;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            # operator,                     in the policy,          in the request,      holds
            StringEquals,                   john,                   john,                yes
            StringEquals,                   john,                   John,                no
            StringEquals,                   j*,                     john,                no
            StringEquals,                   j*,                     j*,                  yes
            StringNotEquals,                john,                   John,                yes
            StringNotEquals,                john,                   john,                no
            StringEqualsIgnoreCase,         john,                   JOHN,                yes
            StringEqualsIgnoreCase,         j?hn,                   JOHN,                no
            StringNotEqualsIgnoreCase,      john,                   JOHN,                no
            StringLike,                     home/*,                 home/a/b,            yes
            StringLike,                     h?me,                   home,                yes
            StringLike,                     h?me,                   hme,                 no
            StringLike,                     home,                   home/,               no
            StringNotLike,                  home/*,                 home/a,              no
            StringNotLike,                  home/*,                 away,                yes
            NumericEquals,                  10,                     10.0,                yes
            NumericNotEquals,               10,                     11,                  yes
            NumericLessThan,                10,                     9,                   yes
            NumericLessThan,                10,                     10,                  no
            NumericLessThanEquals,          10,                     10,                  yes
            NumericGreaterThan,             10,                     9,                   no
            NumericGreaterThanEquals,       10,                     1e1,                 yes
            NumericEquals,                  10,                     ten,                 unknown
            NumericEquals,                  ten,                    10,                  unknown
            DateEquals,                     2020-01-01T00:00:00Z,   1577836800,          yes
            DateEquals,                     2020,                   2020-01-01,          yes
            DateNotEquals,                  2020-01,                2020-01-01T01:00+01:00, no
            DateLessThan,                   2020-01-01T00:00:01Z,   2020-01-01T00:00:00Z, yes
            DateLessThanEquals,             2020-01-01,             2020-01-02,          no
            DateGreaterThan,                2020-01-01T00:00:01.5Z, 2020-01-01T00:00:02Z, yes
            DateGreaterThanEquals,          2020-01-01,             2020-01-01,          yes
            DateEquals,                     yesterday,              2020-01-01,          unknown
            Bool,                           true,                   true,                yes
            Bool,                           TRUE,                   true,                yes
            Bool,                           false,                  true,                no
            Bool,                           maybe,                  true,                unknown
            BinaryEquals,                   QmluYXJ5VmFsdWVJbkJhc2U2NA==, QmluYXJ5VmFsdWVJbkJhc2U2NA==, yes
            BinaryEquals,                   QmluYXJ5VmFsdWVJbkJhc2U2NA==, QmluYXJ5,      no
            BinaryEquals,                   %%%,                    QmluYXJ5,            unknown
            IpAddress,                      203.0.113.0/24,         203.0.113.255,       yes
            IpAddress,                      203.0.113.0/24,         203.0.114.0,         no
            IpAddress,                      203.0.113.7,            203.0.113.7,         yes
            IpAddress,                      0.0.0.0/0,              2001:db8::1,         no
            IpAddress,                      2001:DB8:1234:5678::/64, 2001:db8:1234:5678:9:a:b:c, yes
            IpAddress,                      2001:DB8:1234:5678::/64, 2001:db8:1234:5679::1, no
            IpAddress,                      ::ffff:203.0.113.7,     ::ffff:cb00:7107,    yes
            NotIpAddress,                   203.0.113.0/24,         203.0.113.1,         no
            NotIpAddress,                   203.0.113.0/24,         192.0.2.1,           yes
            IpAddress,                      203.0.113.0/33,         203.0.113.1,         unknown
            IpAddress,                      example.com,            203.0.113.1,         unknown
            IpAddress,                      1::2::3,                ::1,                 unknown
            ArnEquals,                      arn:aws:sns:*:111122223333:*, arn:aws:sns:us-east-1:111122223333:topic, yes
            ArnLike,                        arn:aws:sns:us-east-1:1?:t, arn:aws:sns:us-east-1:12:t, yes
            ArnNotLike,                     arn:aws:sns:*:111122223333:*, arn:aws:sns:us-east-1:444455556666:topic, yes
            ArnNotEquals,                   arn:aws:sns:*:111122223333:*, arn:aws:sns:us-east-1:111122223333:topic, no
            # "There are certain cases when a string operator would match when an ARN operator would not match."
            ArnLike,    arn:aws:someservice:*:111122223333:finance/*, arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt, no
            StringLike, arn:aws:someservice:*:111122223333:finance/*, arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt, yes
            ArnLike,                        *,                      arn:aws:sns:us-east-1:111122223333:topic, unknown
            ArnLike,                        arn:aws:sns,            arn:aws:sns:us-east-1:111122223333:topic, no
            """)
    void compares(String operator, String value, String requested, String holds) {
        assertThat(holds(operator, value, NOTHING.with(KEY, requested))).isEqualTo(holds);
        // A key that is there is the same to IfExists, and one value is the same to a set operator.
        assertThat(holds(operator + "IfExists", value, NOTHING.with(KEY, requested)))
                .isEqualTo(holds);
        assertThat(holds("ForAnyValue:" + operator, value, NOTHING.with(KEY, requested)))
                .isEqualTo(holds);
        assertThat(holds("ForAllValues:" + operator, value, NOTHING.with(KEY, requested)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # operator,                          without the key, with it unknown
            StringEquals,                        no,              unknown
            StringNotEquals,                     yes,             unknown
            ArnNotLike,                          yes,             unknown
            NotIpAddress,                        yes,             unknown
            NumericLessThan,                     no,              unknown
            BoolIfExists,                        yes,             unknown
            StringEqualsIfExists,                yes,             unknown
            StringNotEqualsIfExists,             yes,             unknown
            ForAllValues:StringEquals,           yes,             unknown
            ForAllValues:StringNotEquals,        yes,             unknown
            ForAnyValue:StringEquals,            no,              unknown
            ForAnyValue:StringNotEquals,         no,              unknown
            ForAnyValue:StringEqualsIfExists,    yes,             unknown
            """)
    void aKeyThatIsMissing(String operator, String absent, String unknown) {
        assertThat(holds(operator, "1", NOTHING.withAbsent(KEY))).isEqualTo(absent);
        assertThat(holds(operator, "1", NOTHING)).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # What is the same with any value and without the key does not depend on it.
            StringLikeIfExists,          *, yes
            ForAllValues:StringLike,     *, yes
            ForAnyValue:StringNotLike,   *, no
            StringLike,                  *, unknown
            StringNotLike,               *, unknown
            ForAnyValue:StringLike,      *, unknown
            StringLikeIfExists,         a*, unknown
            """)
    void anUnknownKeyThatDoesNotMatter(String operator, String value, String holds) {
        assertThat(holds(operator, value, NOTHING)).isEqualTo(holds);
    }

    /** The request has a and b, as in reference_policies_condition-single-vs-multi-valued-context-keys. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            ForAllValues:StringEquals,    '"a", "b", "c"', yes
            ForAllValues:StringEquals,    '"a", "c"',      no
            ForAnyValue:StringEquals,     '"a", "c"',      yes
            ForAnyValue:StringEquals,     '"c", "d"',      no
            ForAllValues:StringNotEquals, '"c"',           yes
            ForAllValues:StringNotEquals, '"a"',           no
            ForAnyValue:StringNotEquals,  '"a"',           yes
            ForAnyValue:StringNotEquals,  '"a", "b"',      no
            StringEquals,                 '"a"',           unknown
            StringEquals,                 '"a", "b"',      yes
            """)
    void severalValuesInTheRequest(String operator, String values, String holds) {
        assertThat(holdsFor("\"%s\": {\"%s\": [%s]}".formatted(operator, KEY, values), NOTHING.with(KEY, "a", "b")))
                .isEqualTo(holds);
    }

    @Test
    void anEmptyTextIsTheNullDataSetToSetOperators() {
        assertThat(holds("ForAllValues:StringEquals", "a", NOTHING.with(KEY, "")))
                .isEqualTo("yes");
        assertThat(holds("ForAnyValue:StringLike", "*", NOTHING.with(KEY, ""))).isEqualTo("no");
    }

    @Test
    void nullAsksWhetherTheKeyIsMissing() {
        assertThat(holds("Null", "true", NOTHING.withAbsent(KEY))).isEqualTo("yes");
        assertThat(holds("Null", "false", NOTHING.withAbsent(KEY))).isEqualTo("no");
        assertThat(holds("Null", "true", NOTHING.with(KEY, "a"))).isEqualTo("no");
        assertThat(holds("Null", "false", NOTHING.with(KEY, "a"))).isEqualTo("yes");
        assertThat(holds("Null", "false", NOTHING)).isEqualTo("unknown");
    }

    @Test
    void operatorsAndKeysMustAllHoldAndOneOfTheValuesWillDo() {
        RequestContext context = NOTHING.with("a:one", "1").with("a:two", "2");

        assertThat(holdsFor("\"StringEquals\": {\"a:one\": [\"0\", \"1\"], \"a:two\": \"2\"}", context))
                .isEqualTo("yes");
        assertThat(holdsFor("\"StringEquals\": {\"a:one\": \"1\", \"a:two\": \"3\"}", context))
                .isEqualTo("no");
        assertThat(holdsFor("\"StringEquals\": {\"a:one\": \"1\"}, \"NumericLessThan\": {\"a:two\": 2}", context))
                .isEqualTo("no");
        assertThat(holdsFor("\"StringNotEquals\": {\"a:one\": [\"0\", \"1\"]}", context))
                .isEqualTo("no");
    }

    @Test
    void theCaseOfAKeyDoesNotMatter() {
        assertThat(holdsFor("\"StringEquals\": {\"AWS:sourceIP\": \"x\"}", NOTHING.with("aws:SourceIp", "x")))
                .isEqualTo("yes");
    }

    @Test
    void whatIsCertainDoesNotWaitForWhatIsNot() {
        String both = "\"StringEquals\": {\"a:known\": \"1\", \"a:unknown\": \"1\"}";

        assertThat(holdsFor(both, NOTHING.with("a:known", "2"))).isEqualTo("no");
        assertThat(holdsFor(both, NOTHING.with("a:known", "1"))).isEqualTo("unknown");
    }

    private static String holds(String operator, String value, RequestContext context) {
        return holdsFor("\"%s\": {\"%s\": \"%s\"}".formatted(operator, KEY, value), context);
    }

    private static String holdsFor(String condition, RequestContext context) {
        PolicyDocument policy = Requests.statement("\"Principal\": \"*\", \"Condition\": {%s}".formatted(condition));
        Verdict verdict =
                PolicyEvaluator.evaluate(policy, Requests.decrypt(Requests.ROLE).with(context));
        return verdict instanceof Allowed
                ? "yes"
                : verdict instanceof Denied ? "no" : verdict instanceof Unknown ? "unknown" : "";
    }
}
