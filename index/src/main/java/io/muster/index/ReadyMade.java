package io.muster.index;

import java.util.List;

/** The segments that every new workspace gets; editable and deletable like any other. */
final class ReadyMade {
    /** A segment by name and rule. */
    record Definition(String name, String rule) {}

    static final List<Definition> SEGMENTS = List.of(
            new Definition("New customers", "customer_added_date >= now - 30d"),
            new Definition("Recent buyers (30 days)", "last_order_date >= now - 30d"),
            new Definition("Recent buyers (90 days)", "last_order_date >= now - 90d"),
            new Definition("Non-buyers (30 days)", "NOT last_order_date >= now - 30d"),
            new Definition("Non-buyers (90 days)", "NOT last_order_date >= now - 90d"),
            new Definition("Frequent buyers", "number_of_orders > 3"),
            new Definition("Lapsed customers", "number_of_orders >= 1 AND NOT last_order_date >= now - 90d"),
            new Definition("Engaged subscribers", "last_engaged_date >= now - 30d"),
            new Definition("Semi-engaged subscribers", "last_engaged_date BETWEEN now - 90d AND now - 60d"),
            new Definition("Unengaged subscribers", "NOT last_engaged_date >= now - 90d"),
            new Definition("Abandoned checkouts", "abandoned_checkout_date >= now - 14d"));

    private ReadyMade() {}
}
