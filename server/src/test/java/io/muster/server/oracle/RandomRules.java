package io.muster.server.oracle;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Rules drawn from the grammar, whatever the data: values no one has, windows no one is in, contradictions. */
final class RandomRules {
    /** Forms of the language, and of what may be done beside it, that may be left out of the draw. */
    enum Form {
        ANNIVERSARY,
        AFFIX,
        SUBSTRING,
        FUNCTION,
        DISTANCE,
        SEGMENT,
        EDIT,
        RENAME,
        ROLLBACK,
        DELETE,
        DECLARE,
        IMPORT
    }

    private static final List<Integer> DEPTHS = List.of(0, 0, 0, 0, 1, 1, 1, 2, 3);
    /** Everyone, no one, and what can't be. */
    private static final List<String> CERTAIN = List.of(
            "number_of_orders >= 0",
            "amount_spent < 0 OR amount_spent >= 0",
            "number_of_orders < 0",
            "gender = 'female' AND gender = 'male'",
            "gender = 'female' OR NOT gender = 'female'",
            "last_order_date >= now - 30d AND last_order_date < now - 30d",
            "last_order_date BETWEEN now AND now - 1h",
            "customer_tags CONTAINS 'never seen' AND NOT customer_tags CONTAINS 'never seen'",
            "number_of_orders = 0 AND last_order_date IS NOT NULL");

    private static final List<String> NUMBERS = List.of(
            "number_of_orders", "amount_spent", "revenue", "average_order_amount", "last_order_amount", "field.score");
    private static final List<String> TEXTS = List.of(
            "customer_language",
            "customer_email_domain",
            "gender",
            "customer_account_status",
            "last_order_status",
            "email_subscription_status",
            "sms_subscription_status",
            "metafields.shop.plan");
    private static final List<String> LISTS = List.of(
            "customer_tags", "tags", "groups", "channels", "country", "customer_regions", "city", "field.badges");
    private static final List<String> BOOLEANS = List.of("accepts_marketing", "field.member");
    private static final List<String> DATES = List.of(
            "customer_added_date",
            "registered_at",
            "birthday",
            "first_order_date",
            "last_order_date",
            "last_order_date",
            "first_order_date",
            "last_engaged_date",
            "last_email_opened_date",
            "last_order_date",
            "abandoned_checkout_date",
            "abandoned_checkout_date",
            "last_email_opened_date",
            "last_email_clicked_date",
            "last_engaged_date",
            "field.renewal");
    private static final List<String> COMPARISONS = List.of("=", "!=", ">", ">=", "<", "<=");
    private static final List<String> WINDOWS = List.of(
            "1s", "90s", "15min", "1h", "12h", "24h", "36h", "1d", "2d", "7d", "30d", "60d", "90d", "1w", "52w");
    private static final List<String> DAYS = List.of(
            "today",
            "yesterday",
            "-1d",
            "-2d",
            "-7d",
            "-30d",
            "-60d",
            "-90d",
            "-1w",
            "-1m",
            "-3m",
            "-12m",
            "-1y",
            "-4y",
            "+1d",
            "+2w",
            "+1m",
            "+1y",
            "7_days_ago",
            "30_days_ago",
            "90_days_ago",
            "12_months_ago",
            "-0d");

    private final RandomGenerator random;
    private final LocalDate around;
    private final ZoneId zone;
    private final Set<Form> forms;
    private final RandomFunctions functions;
    private List<String> segments = List.of();

    /**
     * A source of rules.
     *
     * @param around fixed days and instants are drawn from about this day
     */
    RandomRules(RandomGenerator random, LocalDate around, ZoneId zone, Set<Form> forms) {
        this.random = random;
        this.around = around;
        this.zone = zone;
        this.forms = EnumSet.copyOf(forms);
        functions = new RandomFunctions(random, this::moment);
    }

    /** @param known the names of the segments there are, the newest last */
    String rule(List<String> known) {
        segments = known;
        return random.nextInt(12) == 0 ? oneOf(CERTAIN) : rule(oneOf(DEPTHS));
    }

    private String rule(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return condition();
        }
        return switch (random.nextInt(5)) {
            case 0 -> "NOT " + inner(depth);
            case 1, 2 -> joined(" AND ", depth);
            default -> joined(oneOf(List.of(" OR ", " or ")), depth);
        };
    }

    private String joined(String word, int depth) {
        StringJoiner joiner = new StringJoiner(word);
        int terms = 2 + random.nextInt(2);
        for (int i = 0; i < terms; i++) {
            joiner.add(inner(depth));
        }
        return joiner.toString();
    }

    private String inner(int depth) {
        return random.nextInt(5) == 0 ? condition() : "(" + rule(depth - 1) + ")";
    }

    private String condition() {
        if (forms.contains(Form.SEGMENT) && !segments.isEmpty() && random.nextInt(4) == 0) {
            return segment();
        }
        if (forms.contains(Form.DISTANCE) && random.nextInt(16) == 0) {
            return functions.distance();
        }
        if (forms.contains(Form.FUNCTION) && random.nextInt(4) == 0) {
            return functions.condition();
        }
        return switch (random.nextInt(16)) {
            case 0, 1 -> number();
            case 2, 3 -> text();
            case 4, 5 -> list();
            case 6 -> oneOf(BOOLEANS) + oneOf(List.of(" = ", " != ")) + random.nextBoolean();
            case 7 -> oneOf(oneOf(List.of(NUMBERS, TEXTS, LISTS, BOOLEANS, DATES))) + " IS" + not() + " NULL";
            default -> date();
        };
    }

    /** Mostly of the newest, so that chains grow long and meet again. */
    private String segment() {
        return switch (random.nextInt(4)) {
            case 0 -> "SEGMENT = " + segmentName();
            case 1 -> "SEGMENT != " + segmentName();
            default -> "SEGMENT" + not() + " IN (" + several(this::segmentName) + ")";
        };
    }

    private String segmentName() {
        if (random.nextInt(40) == 0) {
            return "'no such segment'";
        }
        int newest = Math.min(3, segments.size());
        return "'"
                + (random.nextBoolean() ? segments.get(segments.size() - 1 - random.nextInt(newest)) : oneOf(segments))
                + "'";
    }

    private String number() {
        return scalar(oneOf(NUMBERS), this::amount);
    }

    private String scalar(String attribute, Supplier<String> value) {
        return switch (random.nextInt(6)) {
            case 0 -> attribute + not() + " BETWEEN " + value.get() + " AND " + value.get();
            case 1 -> attribute + not() + " IN (" + several(value) + ")";
            default -> attribute + " " + oneOf(COMPARISONS) + " " + value.get();
        };
    }

    private String text() {
        String attribute = oneOf(TEXTS);
        return switch (random.nextInt(6)) {
            case 0 -> attribute + not() + " IN (" + several(this::word) + ")";
            case 1 ->
                forms.contains(Form.AFFIX)
                        ? attribute + not() + oneOf(List.of(" STARTS WITH ", " ENDS WITH ")) + fragment()
                        : attribute + " = " + word();
            case 2 ->
                forms.contains(Form.SUBSTRING)
                        ? attribute + not() + " CONTAINS " + fragment()
                        : attribute + " != " + word();
            default -> attribute + oneOf(List.of(" = ", " != ")) + word();
        };
    }

    private String list() {
        String attribute = oneOf(LISTS);
        return switch (random.nextInt(6)) {
            case 0 -> attribute + " CONTAINS ANY (" + several(this::label) + ")";
            case 1 -> attribute + " CONTAINS ALL (" + several(this::label) + ")";
            case 2 -> attribute + " CONTAINS NONE (" + several(this::label) + ")";
            case 3 -> attribute + not() + " IN (" + several(this::label) + ")";
            case 4 -> attribute + oneOf(List.of(" = ", " != ")) + label();
            default -> attribute + not() + " CONTAINS " + label();
        };
    }

    private String date() {
        if (forms.contains(Form.ANNIVERSARY) && random.nextInt(8) == 0) {
            return switch (random.nextInt(4)) {
                case 3 ->
                    "anniversary(" + oneOf(List.of("customer_added_date", "field.renewal", "first_order_date")) + ") "
                            + oneOf(List.of("= today", "BETWEEN -7d AND +7d", "NOT BETWEEN today AND +1m"));
                case 0 -> "anniversary(birthday) = " + oneOf(List.of("today", "+1d", fixedDay()));
                case 1 -> "anniversary(birthday) != today";
                default ->
                    "anniversary('birthday')" + not() + " BETWEEN " + oneOf(List.of("today", "-7d", "yesterday"))
                            + " AND " + oneOf(List.of("today", "+7d", "+2w", "+90d"));
            };
        }
        return scalar(oneOf(DATES), this::moment);
    }

    private String moment() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> "now - " + oneOf(WINDOWS);
            case 3 -> oneOf(List.of("now", "now + 15min", "now + 2min", "now + 30d", "now + 1w"));
            case 4, 5 -> oneOf(DAYS);
            case 6 -> fixedDay();
            default -> fixedInstant();
        };
    }

    private String fixedDay() {
        return switch (random.nextInt(4)) {
            case 0 ->
                oneOf(List.of("2024-02-29", "2023-02-28", "2024-12-31", "2025-01-01", "1990-02-28", "2025-03-30"));
            default -> around.plusDays(random.nextInt(-100, 30)).toString();
        };
    }

    private String fixedInstant() {
        LocalDateTime time = around.plusDays(random.nextInt(-60, 20))
                .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return switch (random.nextInt(3)) {
            case 0 -> time + seconds(time);
            case 1 -> time + seconds(time) + "Z";
            default -> time + seconds(time) + offset(time);
        };
    }

    private String offset(LocalDateTime time) {
        ZoneOffset offset = zone.getRules().getOffset(time);
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    /** {@link LocalDateTime} leaves out seconds that are zero. */
    private static String seconds(LocalDateTime time) {
        return time.getSecond() == 0 ? ":00" : "";
    }

    private String amount() {
        return oneOf(
                List.of("0", "1", "2", "3", "10", "20.50", "33.333333", "99.99", "100", "129.90", "1000000", "0.01"));
    }

    private String word() {
        return oneOf(List.of(
                "'mk'",
                "'MK'",
                "'en'",
                "'paid'",
                "'cancelled'",
                "'pending'",
                "'subscribed'",
                "'unsubscribed'",
                "'example.com'",
                "'female'",
                "'gold'",
                "'o\\'ne'",
                "'o''ne'",
                "'never seen'"));
    }

    private String fragment() {
        return oneOf(List.of("'m'", "'ex'", "'.com'", "'ed'", "'sub'", "'''ne'", "'never'", "'e'"));
    }

    private String label() {
        return oneOf(List.of(
                "'vip'",
                "'VIP'",
                "'Wholesale'",
                "'email'",
                "'Viber'",
                "'MK'",
                "'скопје'",
                "'Berlin'",
                "'de'",
                "'none has it'"));
    }

    private String several(Supplier<String> value) {
        StringJoiner joiner = new StringJoiner(", ");
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            joiner.add(value.get());
        }
        return joiner.toString();
    }

    private String not() {
        return random.nextInt(3) == 0 ? " NOT" : "";
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
