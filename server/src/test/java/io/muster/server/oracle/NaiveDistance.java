package io.muster.server.oracle;

import io.muster.index.rule.Comparator;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Rule;
import io.muster.index.rule.Value;
import java.util.function.Predicate;

/** {@code customer_within_distance}: the great circle on a sphere. */
final class NaiveDistance {
    static final double RADIUS_KM = 6371.0088;
    static final double KM_A_MILE = 1.609344;

    private NaiveDistance() {}

    /** For whom it matches; no place, no match. */
    static Predicate<NaiveCustomer> of(Rule.Matches matches) {
        double[] point = null;
        Parameter.Test.Compare reach = null;
        double unitKm = 1;
        for (Parameter parameter : matches.parameters()) {
            Parameter.Test.Compare compare = (Parameter.Test.Compare) parameter.test();
            if (parameter.name().equals("coordinates")) {
                point = point(NaiveRule.text(compare.value()));
            } else {
                reach = compare;
                unitKm = parameter.name().equals("distance_mi") ? KM_A_MILE : 1;
            }
        }
        double[] centre = point;
        double reachKm = ((Value.Decimal) reach.value()).number().doubleValue() * unitKm;
        boolean open = reach.comparator() == Comparator.LESS;
        return customer -> {
            double[] place = customer.place();
            boolean within = place != null && (open ? km(place, centre) < reachKm : km(place, centre) <= reachKm);
            return matches.negated() != within;
        };
    }

    static double[] point(String coordinates) {
        String[] parts = coordinates.split(",");
        return new double[] {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())};
    }

    /** Between two places, each latitude and longitude in degrees. */
    static double km(double[] from, double[] to) {
        double latitudes = Math.sin(Math.toRadians(to[0] - from[0]) / 2);
        double longitudes = Math.sin(Math.toRadians(to[1] - from[1]) / 2);
        double square = latitudes * latitudes
                + Math.cos(Math.toRadians(from[0])) * Math.cos(Math.toRadians(to[0])) * longitudes * longitudes;
        return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(square)));
    }
}
