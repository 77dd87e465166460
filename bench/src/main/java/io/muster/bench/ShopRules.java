package io.muster.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Segments of the generated shop that share nothing: three conditions each, and no condition twice. Half of those that
 * a record can concern name a product or a campaign, so that a record concerns few of them.
 */
final class ShopRules {
    private static final int PRODUCTS = 450;
    private static final int MONTH_DAYS = 30;

    private static final List<IntFunction<String>> CONDITIONS = List.of(
            number -> format(
                    "products_purchased MATCHES (id = 'p-%d', date >= -%dd)",
                    1 + number % PRODUCTS, MONTH_DAYS * (1 + number / PRODUCTS)),
            number -> format(
                    "storefront.product_viewed MATCHES (id = 'p-%d', date >= -%dd)",
                    1 + number % PRODUCTS, MONTH_DAYS * (1 + number / PRODUCTS)),
            number -> format("amount_spent >= %d.50", 20 * number),
            number -> between("customer_added_date", LocalDate.of(2023, 1, 1).plusDays(number), MONTH_DAYS),
            number -> between("birthday", LocalDate.of(1945, 1, 1).plusDays(20L * number), 300),
            number -> format(
                    "email.opened MATCHES (activity_id = 'news-%s', date >= -1y)",
                    LocalDate.of(2026, 11, 20).minusDays(number)));

    private static final List<String> SHAPES =
            List.of("%s AND (%s OR %s)", "%s OR %s AND %s", "(%s OR %s) AND NOT %s", "%s AND NOT (%s AND %s)");

    private ShopRules() {}

    /** The rule of the segment with this number, from 0 on. */
    static String rule(int number) {
        return format(
                SHAPES.get(number % SHAPES.size()),
                condition(number, number),
                condition(number + 2, number),
                condition(number + 3, number));
    }

    private static String condition(int kind, int number) {
        return CONDITIONS.get(kind % CONDITIONS.size()).apply(number);
    }

    private static String between(String field, LocalDate first, int days) {
        return format("%s BETWEEN %s AND %s", field, first, first.plusDays(days));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
