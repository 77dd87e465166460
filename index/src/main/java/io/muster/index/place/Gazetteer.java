package io.muster.index.place;

import io.muster.index.record.Decimals;
import io.muster.index.rule.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The cities of 15,000 people and more. Names are compared without regard to case and accents. Any thread; read from
 * the class path when first asked for, which takes some tens of milliseconds.
 */
public final class Gazetteer {
    private static final String RESOURCE = "cities.tsv.gz";
    private static final int SUGGESTIONS = 3;
    private static final Comparator<City> LARGEST_FIRST = Comparator.comparingInt(City::population)
            .reversed()
            .thenComparing(City::country)
            .thenComparing(City::name)
            .thenComparing(City::latitude)
            .thenComparing(City::longitude);

    private static final class Loaded {
        static final Gazetteer GAZETTEER = load();
    }

    private final Map<String, List<City>> byName = new HashMap<>();
    private final Map<Integer, Map<String, String>> namesByInitial = new HashMap<>();
    private final Set<String> countries = new TreeSet<>();

    private Gazetteer() {}

    /** The one there is. */
    public static Gazetteer get() {
        return Loaded.GAZETTEER;
    }

    /** The cities of that name, the one with most people first; none where it is not known. */
    public List<City> named(String name) {
        return byName.getOrDefault(folded(name), List.of());
    }

    /** Whether a city of this country, two capital letters, is known. */
    public boolean isCountry(String country) {
        return countries.contains(country);
    }

    /** The countries of which a city is known, two capital letters each, sorted. */
    public Set<String> countries() {
        return countries;
    }

    /** Up to three names near an unknown one: that with the fewest typing errors, and larger ones that begin so. */
    public List<String> near(String name) {
        String folded = folded(name);
        Map<String, String> candidates = folded.isEmpty() ? Map.of() : sameInitial(folded);
        Set<String> near = new LinkedHashSet<>();
        NearestName.nearest(folded, candidates.keySet()).ifPresent(nearest -> near.add(candidates.get(nearest)));
        candidates.keySet().stream()
                .filter(candidate -> candidate.startsWith(folded))
                .map(candidate -> byName.get(candidate).get(0))
                .sorted(LARGEST_FIRST)
                .map(City::name)
                .limit(SUGGESTIONS)
                .forEach(near::add);
        return near.stream().limit(SUGGESTIONS).toList();
    }

    private Map<String, String> sameInitial(String folded) {
        return namesByInitial.getOrDefault(folded.codePointAt(0), Map.of());
    }

    private static String folded(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Gazetteer load() {
        Gazetteer gazetteer = new Gazetteer();
        try (InputStream stream = Gazetteer.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is not on the class path");
            }
            InputStream plain = new GZIPInputStream(stream);
            try (Stream<String> lines =
                    new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)).lines()) {
                lines.filter(line -> !line.startsWith("#")).forEach(line -> gazetteer.add(line.split("\t")));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        gazetteer.byName.values().forEach(cities -> cities.sort(LARGEST_FIRST));
        return gazetteer;
    }

    private void add(String[] row) {
        City city = new City(row[1], row[0], degrees(row[3]), degrees(row[4]), Integer.parseInt(row[5]));
        countries.add(city.country());
        Set<String> spellings = new LinkedHashSet<>(List.of(folded(city.name())));
        if (!row[2].isEmpty()) {
            spellings.add(folded(row[2]));
        }
        for (String spelling : spellings) {
            byName.computeIfAbsent(spelling, unknown -> new ArrayList<>(1)).add(city);
            namesByInitial
                    .computeIfAbsent(spelling.codePointAt(0), unknown -> new TreeMap<>())
                    .put(spelling, city.name());
        }
    }

    private static long degrees(String decimal) {
        return Decimals.toMillionths(new BigDecimal(decimal));
    }
}
