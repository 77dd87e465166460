package io.muster.bench.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rules of one criterion each, no two the same, over fields, lists, windows and functions, eight kinds in equal parts.
 * An order crosses thresholds of one of them; the others ask for what no customer is.
 */
public final class MixedCriteria {
    private static final int KINDS = 8;

    private MixedCriteria() {}

    /** So many rules. */
    public static List<String> rules(int count) {
        return IntStream.range(0, count).mapToObj(MixedCriteria::rule).toList();
    }

    /** So many rules about products looked at: all of them are about the same kind of event. */
    public static List<String> productRules(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "storefront.product_viewed MATCHES (id = 'p-" + number + "', count >= 2)")
                .toList();
    }

    private static String rule(int number) {
        return switch (number % KINDS) {
            case 0 -> "amount_spent > " + number;
            case 1 -> "number_of_orders = " + (1_000_000 + number);
            case 2 -> "first_order_date < 2001-01-01T00:00:" + seconds(number);
            case 3 -> "customer_language = 'language " + number + "'";
            case 4 -> "customer_tags CONTAINS 'tag " + number + "'";
            case 5 -> "event('event " + number + "') MATCHES (count >= 2)";
            case 6 -> "last_email_clicked_date >= now - " + (1_000 + number) + "s";
            default -> "gender STARTS WITH 'gender " + number + "'";
        };
    }

    private static String seconds(int number) {
        return String.format(Locale.ROOT, "%02d.%03d", number / 1_000 % 60, number % 1_000);
    }
}
