package io.muster.bench.engine;

import java.util.Locale;

/**
 * How large a shop is.
 *
 * @param customers how many
 * @param segments each with a criterion of its own, besides the ready-made ones
 * @param ordersEach of each customer
 */
record ShopSize(int customers, int segments, int ordersEach) {
    EngineShop open() {
        return new EngineShop(customers, ordersEach, MixedCriteria.rules(segments));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,d customers, %,d segments, %,d orders each", customers, segments, ordersEach);
    }
}
