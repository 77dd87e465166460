package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleParserTest {
    private static final Span NOWHERE = new Span(0, 0, 1, 1);

    static List<Arguments> values() {
        return List.of(
                Arguments.of("3", decimal("3")),
                Arguments.of("129.90", decimal("129.90")),
                Arguments.of("-30", decimal("-30")),
                Arguments.of("- 30", decimal("-30")),
                Arguments.of("007", decimal("007")),
                Arguments.of("-30d", day(-30, Value.DayUnit.DAYS)),
                Arguments.of("+2W", day(2, Value.DayUnit.WEEKS)),
                Arguments.of("-3m", day(-3, Value.DayUnit.MONTHS)),
                Arguments.of("-1y", day(-1, Value.DayUnit.YEARS)),
                Arguments.of("today", day(0, Value.DayUnit.DAYS)),
                Arguments.of("Yesterday", day(-1, Value.DayUnit.DAYS)),
                Arguments.of("7_days_ago", day(-7, Value.DayUnit.DAYS)),
                Arguments.of("12_months_ago", day(-12, Value.DayUnit.MONTHS)),
                Arguments.of("TRUE", new Value.Bool(true, NOWHERE)),
                Arguments.of("'it\\'s ''so'''", new Value.Text("it's 'so'", NOWHERE)),
                Arguments.of("''", new Value.Text("", NOWHERE)),
                Arguments.of("'a\\\\b\\n'", new Value.Text("a\\\\b\\n", NOWHERE)),
                Arguments.of("'Скопје 🙂'", new Value.Text("Скопје 🙂", NOWHERE)),
                Arguments.of("2024-02-29", new Value.FixedDay(LocalDate.of(2024, 2, 29), NOWHERE)),
                Arguments.of("2026-01-31T10:00", local("2026-01-31T10:00:00")),
                Arguments.of("2026-01-31t10:00:01.5", local("2026-01-31T10:00:01.500")),
                Arguments.of("2026-01-31T10:00Z", instant("2026-01-31T10:00:00Z")),
                Arguments.of("2026-01-31T10:00:00.123456789z", instant("2026-01-31T10:00:00.123456789Z")),
                Arguments.of("2026-01-31T10:00:00+02:00", instant("2026-01-31T08:00:00Z")),
                Arguments.of("2026-01-31T10:00:00-0530", instant("2026-01-31T15:30:00Z")),
                Arguments.of("2026-01-31T10:00+02", instant("2026-01-31T08:00:00Z")),
                Arguments.of("now", new Value.NowOffset(0, NOWHERE)),
                Arguments.of("NOW - 36H", new Value.NowOffset(-36 * 3_600_000L, NOWHERE)),
                Arguments.of("now+15min", new Value.NowOffset(15 * 60_000L, NOWHERE)),
                Arguments.of("now -30d", new Value.NowOffset(-30 * 86_400_000L, NOWHERE)),
                Arguments.of("now-30d", new Value.NowOffset(-30 * 86_400_000L, NOWHERE)),
                Arguments.of("now\n-\n2w", new Value.NowOffset(-14 * 86_400_000L, NOWHERE)),
                Arguments.of("now - 90s", new Value.NowOffset(-90_000L, NOWHERE)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldReadValue(String written, Value value) {
        Rule.Compare compare = assertInstanceOf(Rule.Compare.class, RuleParser.parse("a = " + written));
        Rule.Between between =
                assertInstanceOf(Rule.Between.class, RuleParser.parse("a BETWEEN " + written + " AND " + written));

        assertEquals(value, WithoutSpans.of(compare.value()));
        assertEquals(value, WithoutSpans.of(between.low()));
        assertEquals(value, WithoutSpans.of(between.high()));
        assertEquals(new Span(4, 4 + written.length(), 1, 5), compare.value().span());
    }

    @Test
    void shouldBindNotBeforeAndBeforeOr() {
        Rule.Or or = assertInstanceOf(Rule.Or.class, RuleParser.parse("NOT a = 1 AND b = 2 OR c = 3"));
        Rule.And and = assertInstanceOf(Rule.And.class, or.terms().getFirst());

        assertInstanceOf(Rule.Not.class, and.terms().getFirst());
        assertInstanceOf(Rule.Compare.class, and.terms().getLast());
        assertInstanceOf(Rule.Compare.class, or.terms().getLast());
    }

    @Test
    void shouldNotWrapSingleTerm() {
        assertInstanceOf(Rule.Compare.class, RuleParser.parse("(((a != 1)))"));
    }

    @Test
    void shouldKeepNotEqualAsComparison() {
        Rule.Compare compare = assertInstanceOf(Rule.Compare.class, RuleParser.parse("a!=-1"));

        assertEquals(Comparator.NOT_EQUAL, compare.comparator());
    }

    @Test
    void shouldLowerNamesAndKeepPathsOfCustomFields() {
        assertEquals(new Attribute(Attribute.Kind.FIELD, "last_order_date", NOWHERE), attribute("Last_Order_DATE"));
        assertEquals(new Attribute(Attribute.Kind.CUSTOM, "My-App.Key", NOWHERE), attribute("MetaFields.My-App.Key"));
        assertEquals(new Attribute(Attribute.Kind.CUSTOM, "Plan", NOWHERE), attribute("FIELD.Plan"));
        assertEquals(
                new Attribute(Attribute.Kind.ANNIVERSARY, "birthday", NOWHERE), attribute("ANNIVERSARY(Birthday)"));
        assertEquals(
                new Attribute(Attribute.Kind.ANNIVERSARY, "metafields.Facts.Day", NOWHERE),
                attribute("anniversary('Metafields.Facts.Day')"));
    }

    @Test
    void shouldGiveTheFieldOfAnAnniversary() {
        assertEquals(
                new Attribute(Attribute.Kind.FIELD, "birthday", NOWHERE),
                attribute("anniversary(birthday)").subject());
        assertEquals(
                new Attribute(Attribute.Kind.CUSTOM, "Facts.Day", NOWHERE),
                attribute("anniversary('metafields.Facts.Day')").subject());
        assertEquals(
                new Attribute(Attribute.Kind.CUSTOM, "Day", NOWHERE),
                attribute("anniversary(field.Day)").subject());
        assertEquals(
                new Attribute(Attribute.Kind.CUSTOM, "Day", NOWHERE),
                attribute("field.Day").subject());
    }

    @Test
    void shouldReadFunctionsWithArguments() {
        Rule.Matches matches = assertInstanceOf(
                Rule.Matches.class, RuleParser.parse("EVENT('Quiz Done') NOT MATCHES (Sum('Score') >= 3, PLAN = 'x')"));

        assertEquals("event", matches.function());
        assertEquals("Quiz Done", matches.argument());
        assertEquals(true, matches.negated());
        assertEquals("sum", matches.parameters().getFirst().name());
        assertEquals("Score", matches.parameters().getFirst().argument());
        assertEquals("plan", matches.parameters().getLast().name());
        assertNull(matches.parameters().getLast().argument());
    }

    @Test
    void shouldTakeKeywordsAsNamesOfParameters() {
        Rule.Matches matches = assertInstanceOf(
                Rule.Matches.class, RuleParser.parse("event('x') MATCHES (in IN (1), not NOT IN (2), segment = 'a')"));

        assertEquals(
                List.of("in", "not", "segment"),
                matches.parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void shouldSayWhereEachPieceStands() {
        String text = "(a = 1\n OR b IN ('x', 'y'))\r\n  AND NOT f MATCHES (date > -1d, sum('p') = 2)";
        Rule.And and = assertInstanceOf(Rule.And.class, RuleParser.parse(text));
        Rule.Or or = assertInstanceOf(Rule.Or.class, and.terms().getFirst());
        Rule.Not not = assertInstanceOf(Rule.Not.class, and.terms().getLast());
        Rule.Matches matches = assertInstanceOf(Rule.Matches.class, not.term());

        assertEquals(text, RuleText.source(text, and.span()));
        assertEquals("a = 1\n OR b IN ('x', 'y')", RuleText.source(text, or.span()));
        assertEquals(
                "b IN ('x', 'y')", RuleText.source(text, or.terms().getLast().span()));
        assertEquals("NOT f MATCHES (date > -1d, sum('p') = 2)", RuleText.source(text, not.span()));
        assertEquals("f MATCHES (date > -1d, sum('p') = 2)", RuleText.source(text, matches.span()));
        assertEquals(
                "date > -1d",
                RuleText.source(text, matches.parameters().getFirst().span()));
        assertEquals(
                "sum('p') = 2",
                RuleText.source(text, matches.parameters().getLast().span()));
        assertEquals(3, not.span().line());
        assertEquals(7, not.span().column());
        assertEquals(2, or.terms().getLast().span().line());
        assertEquals(5, or.terms().getLast().span().column());
    }

    @Test
    void shouldReadKeywordsAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(
                    "birthday IS NULL OR id IN (1) OR x = now - 5min",
                    RuleText.format(RuleParser.parse("BIRTHDAY IS NULL OR ID IN (1) OR X = NOW - 5MIN")));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Attribute attribute(String written) {
        Rule.Compare compare = assertInstanceOf(Rule.Compare.class, RuleParser.parse(written + " = today"));
        Attribute attribute = compare.attribute();
        assertEquals(new Span(0, written.length(), 1, 1), attribute.span());
        return new Attribute(attribute.kind(), attribute.name(), NOWHERE);
    }

    private static Value decimal(String text) {
        return new Value.Decimal(new BigDecimal(text), text, NOWHERE);
    }

    private static Value day(int amount, Value.DayUnit unit) {
        return new Value.RelativeDay(amount, unit, NOWHERE);
    }

    private static Value local(String time) {
        return new Value.LocalInstant(LocalDateTime.parse(time), NOWHERE);
    }

    private static Value instant(String time) {
        return new Value.FixedInstant(Instant.parse(time), NOWHERE);
    }
}
