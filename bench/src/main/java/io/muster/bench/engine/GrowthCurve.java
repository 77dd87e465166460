package io.muster.bench.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each cost is in shops that differ in one respect. All of them are open at once and measured in turns, so that a
 * busy moment of the machine is all of theirs; told is the median of the rounds, in time that the thread had of a core.
 *
 * @param axis what differs
 * @param sizes the smallest first
 * @param medianNs of each cost, as many as there are sizes
 */
record GrowthCurve(GrowthAxis axis, List<ShopSize> sizes, Map<Cost, List<Double>> medianNs) {
    private static final int WARM_UP_ROUNDS = 3;

    static GrowthCurve measure(GrowthAxis axis, List<ShopSize> sizes, int rounds) {
        List<EngineShop> shops = new ArrayList<>();
        try {
            sizes.forEach(size -> shops.add(size.open()));
            Map<Cost, List<List<Double>>> values = new EnumMap<>(Cost.class);
            for (Cost cost : Cost.values()) {
                List<List<Double>> each = new ArrayList<>();
                shops.forEach(shop -> each.add(new ArrayList<>()));
                values.put(cost, each);
            }
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                for (Cost cost : Cost.values()) {
                    for (int i = 0; i < shops.size(); i++) {
                        double ns = cost.ofNs(shops.get(i));
                        if (round >= 0) {
                            values.get(cost).get(i).add(ns);
                        }
                    }
                }
            }
            Map<Cost, List<Double>> medians = new EnumMap<>(Cost.class);
            values.forEach((cost, each) ->
                    medians.put(cost, each.stream().map(GrowthCurve::median).toList()));
            return new GrowthCurve(axis, sizes, medians);
        } finally {
            shops.forEach(EngineShop::close);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
