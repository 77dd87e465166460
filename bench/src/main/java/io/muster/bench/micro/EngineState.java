package io.muster.bench.micro;

import io.muster.bench.engine.EngineShop;
import io.muster.bench.engine.MixedCriteria;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An engine with one workspace, its customers with one order each, and so many segments. */
@State(Scope.Benchmark)
public class EngineState {
    @Param("1000000")
    int customers;

    /** Segments beside the ready-made ones: each a threshold of its own that no order of this benchmark reaches. */
    @Param("0")
    int segments;

    /** Criteria of {@link MixedCriteria}, each of a segment of its own; an order flips about three of 10,000. */
    @Param("0")
    int criteria;

    private EngineShop shop;

    /** Fills the engine. */
    @Setup(Level.Trial)
    public void fill() {
        List<String> rules = new ArrayList<>(MixedCriteria.rules(criteria));
        for (int i = 0; i < segments; i++) {
            rules.add("amount_spent > " + (1_000_000_000 + i));
        }
        shop = new EngineShop(customers, 1, rules);
    }

    /** Frees the stores. */
    @TearDown(Level.Trial)
    public void close() {
        shop.close();
    }

    boolean isRandomCustomerRecent() {
        return shop.isRandomCustomerRecent();
    }

    long orderOfRandomCustomer() {
        return shop.orderOfRandomCustomer();
    }
}
