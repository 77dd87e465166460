package io.muster.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Random rules in which time matters. */
final class OutlookRules {
    private static final List<String> DATES = List.of(
            "last_order_date",
            "first_order_date",
            "abandoned_checkout_date",
            "last_email_opened_date",
            "customer_added_date",
            "birthday");
    private static final List<String> COMPARISONS = List.of("=", "!=", ">", ">=", "<", "<=");

    private final Random random;
    private LocalDate today;

    OutlookRules(Random random) {
        this.random = random;
    }

    String rule(LocalDate on) {
        today = on;
        return rule(2);
    }

    private String rule(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return condition();
        }
        if (random.nextInt(4) == 0) {
            return "NOT (" + rule(depth - 1) + ")";
        }
        StringJoiner terms = new StringJoiner(random.nextBoolean() ? " AND " : " OR ", "(", ")");
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            terms.add(rule(depth - 1));
        }
        return terms.toString();
    }

    private String condition() {
        return switch (random.nextInt(8)) {
            case 0 -> "number_of_orders " + comparison() + " " + random.nextInt(4);
            case 1, 2 -> "anniversary(birthday) " + anniversary();
            case 3, 4 -> function();
            default -> DATES.get(random.nextInt(DATES.size())) + " " + dated();
        };
    }

    private String anniversary() {
        return random.nextInt(3) == 0
                ? (random.nextBoolean() ? "= " : "!= ") + day()
                : not() + "BETWEEN " + day() + " AND " + day();
    }

    private String function() {
        String date = random.nextInt(6) == 0 ? "" : "date " + dated() + ", ";
        return switch (random.nextInt(5)) {
            case 0 ->
                "orders_placed " + not() + "MATCHES (" + date + "sum_amount " + comparison() + " " + random.nextInt(300)
                        + ")";
            case 1 ->
                "orders_placed " + not() + "MATCHES (" + date + "average_amount >= " + random.nextInt(150)
                        + ", count <= " + random.nextInt(5) + ")";
            case 2 ->
                "checkouts_abandoned " + not() + "MATCHES (" + date + "count " + comparison() + " " + random.nextInt(3)
                        + ")";
            case 3 ->
                "event('score') " + not() + "MATCHES (" + date
                        + List.of("sum", "min", "max").get(random.nextInt(3)) + "('points') " + comparison() + " "
                        + (random.nextInt(9) - 2) + ")";
            default ->
                "email.opened " + not() + "MATCHES (" + date + "count " + comparison() + " " + random.nextInt(4) + ")";
        };
    }

    private String dated() {
        return switch (random.nextInt(4)) {
            case 0 -> not() + "BETWEEN " + moment() + " AND " + moment();
            case 1 -> not() + "IN (" + moment() + ", " + day() + ", " + moment() + ")";
            default -> comparison() + " " + moment();
        };
    }

    private String moment() {
        return switch (random.nextInt(6)) {
            case 0 -> "now - " + random.nextInt(100) + List.of("d", "h", "min").get(random.nextInt(3));
            case 1 -> "now + " + random.nextInt(60) + "min";
            case 2 -> today.minusDays(random.nextInt(100)) + "T02:30:00";
            default -> day();
        };
    }

    private String day() {
        return switch (random.nextInt(6)) {
            case 0 -> "today";
            case 1 -> today.plusDays(random.nextInt(100) - 60).toString();
            case 2 -> (random.nextInt(4) == 0 ? "+" : "-") + random.nextInt(5) + "m";
            case 3 -> "-" + random.nextInt(3) + "y";
            default -> (random.nextInt(4) == 0 ? "+" : "-") + random.nextInt(40) + (random.nextBoolean() ? "d" : "w");
        };
    }

    private String comparison() {
        return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    }

    private String not() {
        return random.nextInt(3) == 0 ? "NOT " : "";
    }
}
