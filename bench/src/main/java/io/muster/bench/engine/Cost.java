package io.muster.bench.engine;

import java.util.function.ToDoubleFunction;

/** What is measured of a shop, in nanoseconds of a core for each. */
enum Cost {
    EVENT("one order", Cost::event),
    LOOKUP("one look-up, id to bit", Cost::lookup),
    TICK("one tick, nothing due", Cost::tick),
    EDGE("one change by time alone", Cost::edge);

    private static final int EVENTS = 1_000;
    private static final int LOOKUPS = 50_000;
    private static final int TICKS = 5_000;
    private static final int EDGES = 300;
    private static final int MOST_DUES = 3 * EDGES;

    private final String label;
    private final ToDoubleFunction<EngineShop> measure;

    Cost(String label, ToDoubleFunction<EngineShop> measure) {
        this.label = label;
        this.measure = measure;
    }

    String label() {
        return label;
    }

    /** Measured for a moment; the shop is a little older and larger then. */
    double ofNs(EngineShop shop) {
        return measure.applyAsDouble(shop);
    }

    private static double event(EngineShop shop) {
        long startNs = ThreadTime.ns();
        for (int i = 0; i < EVENTS; i++) {
            shop.orderOfRandomCustomer();
        }
        return (double) (ThreadTime.ns() - startNs) / EVENTS;
    }

    private static double lookup(EngineShop shop) {
        int members = 0;
        long startNs = ThreadTime.ns();
        for (int i = 0; i < LOOKUPS; i++) {
            members += shop.isRandomCustomerRecent() ? 1 : 0;
        }
        long tookNs = ThreadTime.ns() - startNs;
        if (members == 0) {
            throw new IllegalStateException("members: found none, expected some of " + LOOKUPS);
        }
        return (double) tookNs / LOOKUPS;
    }

    private static double tick(EngineShop shop) {
        long ticks = 0;
        long tookNs = 0;
        while (ticks < TICKS) {
            long free = Math.min(TICKS - ticks, shop.untilNextDueMillis() - 1);
            long startNs = ThreadTime.ns();
            for (long i = 0; i < free; i++) {
                shop.pass(1);
            }
            tookNs += ThreadTime.ns() - startNs;
            ticks += Math.max(0, free);
            if (ticks < TICKS) {
                shop.pass(shop.untilNextDueMillis());
            }
        }
        return (double) tookNs / TICKS;
    }

    private static double edge(EngineShop shop) {
        long before = shop.changes();
        long startNs = ThreadTime.ns();
        for (int dues = 0; dues < MOST_DUES && shop.changes() - before < EDGES; dues++) {
            shop.pass(shop.untilNextDueMillis());
        }
        long tookNs = ThreadTime.ns() - startNs;
        return (double) tookNs / Math.max(1, shop.changes() - before);
    }
}
