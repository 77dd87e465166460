package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that are refused: where, what was found, what was expected. */
class RuleErrorsTest {
    private static final String VALUE = "a value (a number, a text in single quotes, true, false, a day or an instant)";
    private static final String TEST =
            "a comparison (=, !=, >, >=, <, <=), BETWEEN, IN, CONTAINS, STARTS WITH, ENDS WITH, IS or MATCHES";
    private static final String CONDITION =
            "a condition, which starts with the name of a field or a function, NOT or '('";
    private static final String CONJUNCTION = "AND, OR or the end of the rule";

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("", 1, 1, "the end of the rule", CONDITION),
                Arguments.of(" \n ", 1, 1, "the end of the rule", CONDITION),
                Arguments.of("number_of_orders", 1, 17, "the end of the rule", TEST),
                Arguments.of("number_of_orders >", 1, 19, "the end of the rule", VALUE),
                Arguments.of("number_of_orders > \n\n", 1, 19, "the end of the rule", VALUE),
                Arguments.of("a = 1\nAND b ~ 2", 2, 7, "'~'", TEST),
                Arguments.of("a = 1\r\nAND\r\n  b = = 2", 3, 7, "'='", VALUE),
                Arguments.of("a = 'ж🙂' AMD b = 2", 1, 11, "'AMD'", CONJUNCTION + "; did you mean AND?"),
                Arguments.of("a == 2", 1, 3, "'=='", TEST),
                Arguments.of("a <> 2", 1, 3, "'<>'", TEST),
                Arguments.of("a => 2", 1, 3, "'=>'", TEST),
                Arguments.of("a = vip", 1, 5, "'vip'", VALUE + "; text is written in single quotes"),
                Arguments.of(
                        "a = ture", 1, 5, "'ture'", VALUE + "; text is written in single quotes; did you mean true?"),
                Arguments.of("a = \"vip\"", 1, 5, "'\"'", VALUE + "; text is written in single quotes, 'vip'"),
                Arguments.of(
                        "a = ‘vip’",
                        1,
                        5,
                        "the character '‘' (U+2018)",
                        VALUE + "; text is written in single quotes, 'vip'"),
                Arguments.of("a > 1,000", 1, 6, "','", CONJUNCTION),
                Arguments.of("a > 30d", 1, 5, "'30d'", VALUE + "; a day counted from today starts with its sign, -30d"),
                Arguments.of("a > 1e5", 1, 5, "'1e5'", VALUE),
                Arguments.of(
                        "a > -36h",
                        1,
                        6,
                        "'36h'",
                        "a number or a count of days, weeks, months or years with its "
                                + "unit (d, w, m, y); hours and minutes are counted from now, now - 36h"),
                Arguments.of(
                        "a > now - 3m",
                        1,
                        11,
                        "'3m'",
                        "an amount of time with its unit (s, min, h, d, w), " + "such as 36h; minutes are written min"),
                Arguments.of(
                        "a > now - 36",
                        1,
                        11,
                        "'36'",
                        "an amount of time with its unit (s, min, h, d, w), such as 36h"),
                Arguments.of("a > 2026-02-30", 1, 5, "'2026-02-30'", "a day that is in the calendar"),
                Arguments.of("a > 2026-1-31", 1, 5, "'2026-1-31'", "a day as year-month-day, such as 2026-01-31"),
                Arguments.of(
                        "a > 2026-01-31T24:00",
                        1,
                        5,
                        "'2026-01-31T24:00'",
                        "a time between 00:00:00 and 23:59:59, with an offset of at most 18 hours"),
                Arguments.of(
                        "a > 2026-01-31T10",
                        1,
                        5,
                        "'2026-01-31T10'",
                        "an instant such as 2026-01-31T10:00:00, alone or with Z or an offset such as +02:00"),
                Arguments.of("a > -99999999999d", 1, 6, "'99999999999d'", "at most 3660000 days (ten thousand years)"),
                Arguments.of(
                        "a > now - 99999999999999999999s",
                        1,
                        11,
                        "'99999999999999999999s'",
                        "at most 316224000000 s (ten thousand years)"),
                Arguments.of("a BETWEN 1 AND 2", 1, 3, "'BETWEN'", TEST + "; did you mean BETWEEN?"),
                Arguments.of("a CONTIANS 'x'", 1, 3, "'CONTIANS'", TEST + "; did you mean CONTAINS?"),
                Arguments.of("a NOT_MATCH ()", 1, 3, "'NOT_MATCH'", TEST + "; did you mean NOT MATCHES?"),
                Arguments.of("a NOT > 3", 1, 7, "'>'", "BETWEEN, IN, CONTAINS, STARTS WITH, ENDS WITH or MATCHES"),
                Arguments.of(
                        "field.x MATCHES ()",
                        1,
                        9,
                        "'MATCHES'",
                        "a comparison (=, !=, >, >=, <, <=), BETWEEN, IN, CONTAINS, STARTS WITH, ENDS WITH or IS"),
                Arguments.of("a BETWEEN 1 OR 2", 1, 13, "'OR'", "AND"),
                Arguments.of("a STARTS 'x'", 1, 10, "the text 'x'", "WITH"),
                Arguments.of("a STARTS WITH 3", 1, 15, "'3'", "a text in single quotes"),
                Arguments.of("a IS 3", 1, 6, "'3'", "NULL or NOT NULL"),
                Arguments.of("a IS NOT NUL", 1, 10, "'NUL'", "NULL; did you mean NULL?"),
                Arguments.of("a IN ()", 1, 7, "')'", VALUE),
                Arguments.of("a IN (1, 2", 1, 11, "the end of the rule", "',' or ')'"),
                Arguments.of("a IN 1", 1, 6, "'1'", "'('"),
                Arguments.of("a CONTAINS ANY 'x'", 1, 16, "the text 'x'", "'('"),
                Arguments.of("(a = 1", 1, 7, "the end of the rule", "AND, OR or ')'"),
                Arguments.of("a = 1)", 1, 6, "')'", CONJUNCTION),
                Arguments.of("a = 1 AND", 1, 10, "the end of the rule", CONDITION),
                Arguments.of("AND a = 1", 1, 1, "'AND'", CONDITION),
                Arguments.of("today > a", 1, 1, "'today'", CONDITION),
                Arguments.of("SEGMENT > 'x'", 1, 9, "'>'", "IN, NOT IN, = or != after SEGMENT"),
                Arguments.of("SEGMENT IN (3)", 1, 13, "'3'", "the name of a segment in single quotes"),
                Arguments.of(
                        "FROM customers SHOW x",
                        1,
                        6,
                        "'customers'",
                        "only what stands after WHERE in a query, or a test of a field of that name"),
                Arguments.of(
                        "f MATCHES (date > -1d, date < -2d)",
                        1,
                        24,
                        "the parameter 'date' a second time",
                        "each parameter at most once; a range is written with BETWEEN"),
                Arguments.of("f MATCHES (3)", 1, 12, "'3'", "the name of a parameter or ')'"),
                Arguments.of("f MATCHES (x = 1,)", 1, 18, "')'", "the name of a parameter"),
                Arguments.of(
                        "f MATCHES (sum(x) > 1)",
                        1,
                        16,
                        "'x'",
                        "the name of a property in single quotes, sum('property')"),
                Arguments.of("f(date > 3) = true", 1, 8, "'>'", "':'"),
                Arguments.of(
                        "f(date: 3)",
                        1,
                        11,
                        "the end of the rule",
                        "= true or = false after the older form of a function"),
                Arguments.of("f() = 1", 1, 7, "'1'", "true or false"),
                Arguments.of("event('x') > 1", 1, 12, "'>'", "MATCHES or NOT MATCHES"),
                Arguments.of("anniversary(3) = today", 1, 13, "'3'", "the name of a field"),
                Arguments.of("anniversary('a b') = today", 1, 13, "the text 'a b'", "the name of a field"),
                Arguments.of("a = 'x", 1, 5, "the text 'x, which does not end", "a closing quote (')"),
                Arguments.of("a = 'C:\\'", 1, 5, "the text 'C:\\', which does not end", "a closing quote (')"),
                Arguments.of("a = 'x\ny'", 1, 7, "a line break inside a text", "the closing quote (') before it"),
                Arguments.of("a = 'x\u0007y'", 1, 7, "the character U+0007 inside a text", "printable characters"),
                Arguments.of("a = 'x\uD800y'", 1, 7, "the character U+D800 inside a text", "printable characters"),
                Arguments.of("a = 1 \u0000", 1, 7, "the character U+0000", CONJUNCTION),
                Arguments.of("a = 1 \uFEFF", 1, 7, "the character '\uFEFF' (U+FEFF)", CONJUNCTION),
                Arguments.of("a . b = 1", 1, 3, "'.'", TEST));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldSayWhereWhatWasFoundAndWhatWasExpected(
            String rule, int line, int column, String found, String expected) {
        RuleException refusal = assertThrows(RuleException.class, () -> RuleParser.parse(rule));

        assertEquals(found, refusal.found());
        assertEquals(expected, refusal.expected());
        assertEquals(line, refusal.span().line(), "line");
        assertEquals(column, refusal.span().column(), "column");
        assertTrue(refusal.getMessage().startsWith("line " + line + ", column " + column + ": found "));
    }

    @Test
    void shouldShortenLongTokensInMessages() {
        RuleException refusal = assertThrows(RuleException.class, () -> RuleParser.parse("a = " + "x".repeat(100_000)));

        assertEquals("'" + "x".repeat(40) + "…'", refusal.found());
    }
}
