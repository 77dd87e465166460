package io.muster.bench.engine;

/** What grows while the rest stays as it is. */
enum GrowthAxis {
    CUSTOMERS("customers"),
    SEGMENTS("segments"),
    HISTORY("history");

    private final String label;

    GrowthAxis(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** A shop that is so many times as large in this respect. */
    ShopSize grown(ShopSize base, int times) {
        return switch (this) {
            case CUSTOMERS -> new ShopSize(base.customers() * times, base.segments(), base.ordersEach());
            case SEGMENTS -> new ShopSize(base.customers(), base.segments() * times, base.ordersEach());
            case HISTORY -> new ShopSize(base.customers(), base.segments(), base.ordersEach() * times);
        };
    }
}
