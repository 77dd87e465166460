package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random rules printed and parsed again, and random damage to them. */
class RuleRoundTripTest {
    private static final int RULES = 5_000;
    private static final String PIECES = "()',:=!<>+-.\\\"_~\n\t 019TZazdw\u0000\uD83D\uDE42ж";
    private static final String[] WORDS = {
        " AND ",
        " OR ",
        "NOT ",
        " BETWEEN ",
        " IN (",
        " CONTAINS ANY (",
        " IS NULL",
        " MATCHES (",
        "now - ",
        "-30d",
        "2026-02-29",
        "T10:00+02:00",
        "anniversary(",
        "SEGMENT IN (",
        "metafields.",
        "''",
        "\\'",
        "f(a: "
    };

    @Test
    void shouldParseWhatWasPrintedToTheSameRule() {
        long seed = System.nanoTime();
        RandomRules rules = new RandomRules(seed);
        for (int round = 0; round < RULES; round++) {
            Rule rule = rules.rule(round % 5);
            String text = RuleText.format(rule);
            assertEquals(rule, WithoutSpans.of(RuleParser.parse(text)), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void shouldPrintTheSameTextAgainWhateverTheCaseAndBlanks() {
        long seed = System.nanoTime();
        RandomRules rules = new RandomRules(seed);
        for (int round = 0; round < RULES / 10; round++) {
            String text = RuleText.format(rules.rule(round % 5));
            Rule spaced = RuleParser.parse("\r\n\t (\u00A0" + text + "\n)  ");
            assertEquals(text, RuleText.format(spaced), () -> "seed " + seed);
        }
    }

    @Test
    void shouldRefuseDamagedRulesAndNothingWorse() {
        long seed = System.nanoTime();
        RandomRules rules = new RandomRules(seed);
        Random random = new Random(seed);
        int[] refused = {0};
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < RULES; round++) {
                String text = damaged(RuleText.format(rules.rule(round % 4)), random);
                refused[0] += refuse(text, seed);
            }
        });
        assertFalse(refused[0] < RULES / 4, () -> "only " + refused[0] + " were refused, seed " + seed);
    }

    private static int refuse(String text, long seed) {
        try {
            Rule rule = RuleParser.parse(text);
            Rule again = RuleParser.parse(RuleText.format(rule));
            assertEquals(WithoutSpans.of(rule), WithoutSpans.of(again), () -> "seed " + seed + ": " + text);
            return 0;
        } catch (RuleException refusal) {
            assertNotNull(refusal.getMessage());
            Span span = refusal.span();
            String before = text.substring(0, span.start());
            int line = 1
                    + (int) before.chars()
                            .filter(character -> character == '\n')
                            .count();
            assertEquals(line, span.line(), () -> "seed " + seed + ": " + text);
            assertEquals(span.start() - before.lastIndexOf('\n'), span.column(), () -> "seed " + seed + ": " + text);
            assertFalse(span.end() > text.length() || span.end() < span.start(), () -> "seed " + seed + ": " + text);
            return 1;
        } catch (RuntimeException | StackOverflowError failure) {
            throw new AssertionError("seed " + seed + ": " + text, failure);
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int at = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), at + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, to);
                case 1 -> damaged.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> damaged.insert(at, WORDS[random.nextInt(WORDS.length)]);
                case 3 -> damaged.insert(random.nextInt(damaged.length() + 1), damaged.substring(at, to));
                default -> damaged.setLength(at);
            }
        }
        return damaged.toString();
    }

    @Test
    void shouldRefuseToPrintWhatTheLanguageCannotSay() {
        Span nowhere = new Span(0, 0, 1, 1);
        Attribute attribute = new Attribute(Attribute.Kind.FIELD, "a", nowhere);
        Rule backslash = new Rule.Compare(attribute, Comparator.EQUAL, new Value.Text("C:\\", nowhere), nowhere);
        Rule halfSecond = new Rule.Compare(attribute, Comparator.EQUAL, new Value.NowOffset(500, nowhere), nowhere);

        assertThrows(IllegalArgumentException.class, () -> RuleText.format(backslash));
        assertThrows(IllegalArgumentException.class, () -> RuleText.format(halfSecond));
    }
}
