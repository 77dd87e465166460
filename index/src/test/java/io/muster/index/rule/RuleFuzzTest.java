package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, reading it ends in a rule that can be printed and read again, or in a refusal within the text. */
class RuleFuzzTest {
    private static final int TEXTS = 20_000;
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final List<String> TOKENS = List.of(
            ("a = != > >= < <= ( ) , : + - . ' '' 'vip' 'it''s' '\\'' 3 129.90 -30 -30d +2w -3m -1y 30d 36h today"
                + " yesterday now true false NULL 7_days_ago 12_months_ago 2026-01-31 2026-02-30 2026-01-31T10:00:00Z"
                + " 2026-01-31T10:00+02:00 AND OR NOT BETWEEN IN CONTAINS ANY ALL NONE STARTS ENDS WITH IS MATCHES"
                + " SEGMENT anniversary metafields.facts.day field.plan event orders_placed date count sum"
                + " number_of_orders birthday \n"
                + " \t \u00A0 \u2019 \uD83D\uDE42 \uD83D 9999999999999999999d")
                    .split(" "));
    private static final List<String> GOOD = List.of(
            "last_order_date >= now - 30d AND number_of_orders > 3",
            "NOT (customer_tags CONTAINS ANY ('a', 'b') OR anniversary(birthday) BETWEEN today AND +7d)",
            "event('quiz') NOT MATCHES (date BETWEEN -90d AND 2026-01-31T10:00:00+02:00, sum('score') IN (1, 2.5))",
            "SEGMENT NOT IN ('VIP', 'it\\'s') OR metafields.app--1.Key IS NOT NULL AND gender STARTS WITH 'f'",
            "products_purchased(id: (1, 2), date: BETWEEN 12_months_ago AND yesterday) = false");

    @Test
    void shouldEndInARuleOrARefusalWhateverTheCharacters() {
        fuzz(random -> {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
            }
            return text.toString();
        });
    }

    @Test
    void shouldEndInARuleOrARefusalWhateverTheTokens() {
        fuzz(random -> {
            StringBuilder text = new StringBuilder("a = 1".substring(0, random.nextInt(2) * 5));
            for (int length = random.nextInt(15); length > 0; length--) {
                text.append(TOKENS.get(random.nextInt(TOKENS.size()))).append(random.nextInt(4) == 0 ? "" : " ");
            }
            return text.toString();
        });
    }

    @Test
    void shouldEndInARuleOrARefusalWhateverHappensToAGoodRule() {
        fuzz(random -> {
            StringBuilder text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at).append(' ');
                    case 1 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                    case 2 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                    default -> text.append(text.substring(at));
                }
            }
            return text.toString();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "NOT ",
                "NOT(",
                "'",
                "''",
                "\\'",
                "-",
                "9",
                "a",
                "a.",
                "field.",
                "AND ",
                "=",
                "a = 1 AND ",
                "a = 1 OR (",
                "a IN (",
                "f MATCHES (",
                "anniversary(",
                "f(a: (",
                "\uD83D",
                "\uD83D\uDE42",
                "\n",
                "ж",
                "1,",
                "2026-",
                "2026-01-31T",
                "now - ",
                "\u0000",
                "é.",
                "a--"
            })
    void shouldEndInARefusalOfAMebibyteOfOnePiece(String piece) {
        String monster = piece.repeat(MEBIBYTE / piece.length());
        assertTimeoutPreemptively(DEADLINE, () -> {
            for (String around : List.of("%s", "a = '%s'", "a IN (%s", "f MATCHES (x = %s", "field.%s")) {
                refuse(around.replace("%s", monster), piece);
            }
        });
    }

    private static void fuzz(Function<Random, String> texts) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        assertTimeoutPreemptively(DEADLINE, () -> {
            for (int round = 0; round < TEXTS; round++) {
                String text = texts.apply(random);
                refuse(text, "seed " + seed + ": " + text);
            }
        });
    }

    private static void refuse(String text, String trial) {
        Rule rule;
        try {
            rule = RuleParser.parse(text);
        } catch (RuleException refusal) {
            assertWithin(refusal, text, trial);
            return;
        } catch (RuntimeException | StackOverflowError failure) {
            throw new AssertionError(trial, failure);
        }
        String printed = RuleText.format(rule);
        assertEquals(WithoutSpans.of(rule), WithoutSpans.of(RuleParser.parse(printed)), trial);
        assertEquals(printed, RuleText.format(RuleParser.parse(printed)), trial);
    }

    private static void assertWithin(RuleException refusal, String text, String trial) {
        Span span = refusal.span();
        assertTrue(0 <= span.start() && span.start() <= span.end() && span.end() <= text.length(), trial);
        assertTrue(1 <= span.line() && 1 <= span.column() && span.column() <= text.length() + 1, trial);
        assertNotNull(refusal.found(), trial);
        assertTrue(refusal.getMessage().length() < 1_000, trial);
    }
}
