package io.muster.server.generate;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** Where customers live. */
record City(
        String country,
        byte[] placeJson,
        String language,
        byte[] diallingCode,
        double latitude,
        double longitude,
        int population,
        String zone) {
    /** Share of customers that live in the shop's own time zone, where it has any city. */
    private static final double AT_HOME = 0.7;

    /** How much less a city on another continent counts. */
    private static final double FAR_AWAY = 0.05;

    /** All that are known, the largest first. */
    static List<City> all() {
        Countries countries = new Countries();
        return Resources.rows("cities.tsv").stream()
                .map(row -> new City(
                        row[1],
                        placeJson(row[1], row[2], row[0]),
                        countries.language(row[1]),
                        countries.diallingCode(row[1]),
                        Double.parseDouble(row[3]),
                        Double.parseDouble(row[4]),
                        Integer.parseInt(row[5]),
                        row[6]))
                .toList();
    }

    /** By population, most of them at home. */
    static WeightedChoice byPopulation(List<City> cities, ZoneId shop) {
        String continent = shop.getId().replaceAll("/.*", "/");
        double home = 0;
        double abroad = 0;
        double[] weights = new double[cities.size()];
        for (int i = 0; i < weights.length; i++) {
            City city = cities.get(i);
            weights[i] = city.population * (city.zone.startsWith(continent) ? 1 : FAR_AWAY);
            if (city.zone.equals(shop.getId())) {
                home += weights[i];
            } else {
                abroad += weights[i];
            }
        }
        if (home > 0 && abroad > 0) {
            double more = AT_HOME / (1 - AT_HOME) * abroad / home;
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= cities.get(i).zone.equals(shop.getId()) ? Math.max(1, more) : 1;
            }
        }
        return new WeightedChoice(weights);
    }

    private static byte[] placeJson(String country, String region, String name) {
        return ("\"country\":\"" + country + "\",\"region\":\"" + region + "\",\"city\":\"" + name + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
