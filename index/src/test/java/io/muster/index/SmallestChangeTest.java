package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.Explanation;
import io.muster.index.answer.SmallestChange;
import io.muster.index.memory.Seeds;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Does to a customer what is said to be the smallest change, and looks whether the segment flips. */
final class SmallestChangeTest {
    private static final int RULES = 60;
    private static final Pattern LISTED = Pattern.compile("(with|without) '([^']*)'");
    private static final ZoneId ZONE = ZoneId.of("Europe/Skopje");
    private static final List<String> DAYS =
            List.of("2026-05-01", "2026-05-20", "2026-06-01", "2027-01-01", "1999-05-20");
    private static final List<String> TEXTS = List.of("gold", "golden", "old", "silver");

    private final Random random = Seeds.random(SmallestChangeTest.class);
    private final Shop shop = new Shop(ZONE.getId(), "2026-06-01T10:00:00Z");
    private String size;
    private String since;
    private String plan;
    private String active;
    private final List<String> tags = new ArrayList<>();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldFlipAndNothingSmallerShould() {
        declare();
        int possible = 0;
        for (int i = 0; i < RULES; i++) {
            draw();
            apply("ana");
            String rule = rule(2);
            int segment = shop.segment("s-" + i, rule);
            boolean before = shop.isMember("s-" + i, "ana");
            Explanation explanation =
                    shop.engine.explain(shop.id, segment, "ana").finish();
            assertEquals(before, explanation.member(), rule);
            SmallestChange change = explanation.smallestChange();
            String told =
                    rule + "\n  for " + size + ", " + since + ", " + plan + ", " + active + ", " + tags + ": " + change;
            assertTrue(change.proven(), told);
            if (!change.possible() || change.steps().size() > 1) {
                assertNoOtherValueFlips("s-" + i, before, told);
            }
            apply("ana");
            if (change.possible()) {
                possible++;
                change.steps().forEach(this::follow);
                apply("ana");
                assertNotEquals(before, shop.isMember("s-" + i, "ana"), told);
            }
            shop.command(io.muster.index.record.Commands.deleteSegment(shop.id, segment));
        }
        assertTrue(possible > RULES / 2, "found " + possible + " rules that anything flips");
    }

    /** Every field takes values of its type before rules name it. */
    private void declare() {
        size = "1";
        since = "2026-01-01";
        plan = "gold";
        active = "true";
        apply("declared");
    }

    private void draw() {
        size = random.nextInt(5) == 0 ? null : String.valueOf(random.nextInt(6));
        since = random.nextInt(5) == 0 ? null : DAYS.get(random.nextInt(DAYS.size()));
        plan = random.nextInt(5) == 0 ? null : TEXTS.get(random.nextInt(TEXTS.size()));
        active = random.nextInt(3) == 0 ? null : String.valueOf(random.nextBoolean());
        tags.clear();
        TEXTS.stream().filter(text -> random.nextInt(3) == 0).forEach(tags::add);
    }

    /** One field at a time takes each of many values, and no value. */
    private void assertNoOtherValueFlips(String segment, boolean before, String told) {
        String was = size;
        for (String other : new String[] {null, "-1", "0", "0.5", "1", "2", "2.5", "3", "4", "5", "6", "100"}) {
            size = other;
            assertStays(segment, before, told);
        }
        size = was;
        was = since;
        for (int day = -700; day < 700; day += 1 + random.nextInt(20)) {
            since = LocalDate.parse("2026-06-01").plusDays(day).toString();
            assertStays(segment, before, told);
        }
        since = null;
        assertStays(segment, before, told);
        since = was;
        was = plan;
        for (String other : new String[] {null, "gold", "golden", "old", "silver", "x", "g", "lden", "g-old"}) {
            plan = other;
            assertStays(segment, before, told);
        }
        plan = was;
        was = active;
        for (String other : new String[] {null, "true", "false"}) {
            active = other;
            assertStays(segment, before, told);
        }
        active = was;
    }

    private void assertStays(String segment, boolean before, String told) {
        apply("ana");
        assertEquals(
                before,
                shop.isMember(segment, "ana"),
                () -> told + "\n  but it flips with " + size + ", " + since + ", " + plan + ", " + active);
    }

    private void follow(SmallestChange.Step step) {
        String to = step.to().replace(" or missing", "");
        switch (step.subject()) {
            case "field.size" -> size = to.equals("missing") ? null : to;
            case "field.since" -> since = to.equals("missing") ? null : to;
            case "field.active" -> active = to.equals("missing") ? null : to;
            case "field.plan" -> plan = text(to);
            case "customer_tags" -> followTags(to);
            default -> throw new IllegalStateException(step.toString());
        }
    }

    private static String text(String to) {
        if (to.equals("missing")) {
            return null;
        }
        int quote = to.indexOf('\'');
        if (quote < 0) {
            return "something else";
        }
        String quoted = to.substring(quote + 1, to.length() - 1);
        return to.contains("text that starts with") ? quoted + "~" : quoted;
    }

    private void followTags(String to) {
        if (to.equals("missing")) {
            tags.clear();
        }
        if (to.endsWith("with another value")) {
            tags.add("another");
        }
        Matcher matcher = LISTED.matcher(to);
        while (matcher.find()) {
            if (matcher.group(1).equals("with")) {
                tags.add(matcher.group(2));
            } else {
                tags.remove(matcher.group(2));
            }
        }
    }

    private void apply(String customer) {
        shop.record(CommandKind.CUSTOMER, writer -> {
            writer.text(Tag.CUSTOMER, customer).texts(Tag.TAGS, tags);
            writer.name(Tag.FIELD, "size");
            if (size == null) {
                writer.none(Tag.FIELD);
            } else {
                writer.decimal(Tag.FIELD, Decimals.toMillionths(new BigDecimal(size)));
            }
            text(writer, "since", since);
            text(writer, "plan", plan);
            writer.name(Tag.FIELD, "active");
            return active == null ? writer.none(Tag.FIELD) : writer.bool(Tag.FIELD, Boolean.parseBoolean(active));
        });
    }

    private static void text(CommandWriter writer, String name, String value) {
        writer.name(Tag.FIELD, name);
        if (value == null) {
            writer.none(Tag.FIELD);
        } else {
            writer.text(Tag.FIELD, value);
        }
    }

    private String rule(int depth) {
        if (depth == 0) {
            return condition();
        }
        if (random.nextInt(5) == 0) {
            return "NOT (" + rule(depth - 1) + ")";
        }
        StringJoiner terms = new StringJoiner(random.nextBoolean() ? " AND " : " OR ", "(", ")");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            terms.add(rule(depth - 1));
        }
        return terms.toString();
    }

    private String condition() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> "field.size " + comparison() + " " + random.nextInt(6);
            case 2 -> "field.size NOT BETWEEN 2 AND 3.5";
            case 3 -> "field.since " + comparison() + " " + DAYS.get(random.nextInt(DAYS.size()));
            case 4 -> "field.since " + (random.nextBoolean() ? "NOT " : "") + "BETWEEN -40d AND now - 3d";
            case 5 -> "field.plan IN ('gold', '" + TEXTS.get(random.nextInt(TEXTS.size())) + "')";
            case 6 -> "field.plan " + (random.nextBoolean() ? "NOT " : "") + "STARTS WITH 'gold'";
            case 7 -> "field.active " + (random.nextBoolean() ? "!= " : "= ") + random.nextBoolean();
            case 8 ->
                "customer_tags CONTAINS " + List.of("ANY", "ALL", "NONE").get(random.nextInt(3)) + " ('gold', '"
                        + TEXTS.get(1 + random.nextInt(3)) + "')";
            default ->
                List.of("field.size", "field.since", "field.plan", "field.active", "customer_tags")
                                .get(random.nextInt(5))
                        + (random.nextBoolean() ? " IS NULL" : " IS NOT NULL");
        };
    }

    private String comparison() {
        return List.of("=", "!=", ">", ">=", "<", "<=").get(random.nextInt(6));
    }
}
