package io.muster.index.place;

import io.muster.index.record.Decimals;
import io.muster.index.rule.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The cities of 15,000 people and more. Names are compared without regard to case and accents. Any thread; read from
 * the class path when first asked for, which takes some tens of milliseconds.
 */
public final class Gazetteer {
    private static final String RESOURCE = "cities.tsv.gz";
    private static final int SUGGESTIONS = 3;
    private static final int MOST_TYPING_ERRORS = 3;
    private static final int ASCII = 128;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
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
    private final Map<Integer, Set<String>> spellings = new HashMap<>();
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

    /** Up to three names near an unknown one: those with few typing errors, then those that begin so. */
    public List<String> near(String name) {
        String folded = folded(name);
        if (folded.isEmpty()) {
            return List.of();
        }
        Set<String> sameInitial = spellings.getOrDefault(folded.codePointAt(0), Set.of());
        Set<String> candidates = sameInitial.stream()
                .filter(each -> mayBeMeant(folded, each))
                .filter(each -> NearestName.nearest(folded, Set.of(each)).isPresent())
                .collect(Collectors.toCollection(HashSet::new));
        List<String> misspelt = new ArrayList<>();
        for (int i = 0; i < SUGGESTIONS; i++) {
            NearestName.nearest(folded, candidates).ifPresent(nearest -> {
                misspelt.add(nearest);
                candidates.remove(nearest);
            });
        }
        Stream<String> longer = sameInitial.stream().filter(each -> each.startsWith(folded));
        return Stream.concat(largest(misspelt.stream()), largest(longer))
                .map(City::name)
                .distinct()
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Cheap to say no: a typing error changes the length by one at most, and the set of letters by two. */
    private static boolean mayBeMeant(String name, String candidate) {
        return Math.abs(name.length() - candidate.length()) <= MOST_TYPING_ERRORS
                && Long.bitCount(letters(name) ^ letters(candidate)) <= 2 * MOST_TYPING_ERRORS;
    }

    private static long letters(String name) {
        long letters = 0;
        for (int i = 0; i < name.length(); i++) {
            letters |= 1L << name.charAt(i);
        }
        return letters;
    }

    private Stream<City> largest(Stream<String> names) {
        return names.map(each -> byName.get(each).get(0)).sorted(LARGEST_FIRST);
    }

    private static String folded(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return plain.chars().allMatch(each -> each < ASCII)
                ? plain
                : MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
                        .replaceAll("");
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
        addSpelling(folded(city.name()), city);
        if (!row[2].isEmpty() && !folded(row[2]).equals(folded(city.name()))) {
            addSpelling(folded(row[2]), city);
        }
    }

    private void addSpelling(String spelling, City city) {
        byName.computeIfAbsent(spelling, unknown -> new ArrayList<>(1)).add(city);
        spellings
                .computeIfAbsent(spelling.codePointAt(0), unknown -> new HashSet<>())
                .add(spelling);
    }

    private static long degrees(String decimal) {
        int point = decimal.indexOf('.');
        String digits = point < 0 ? decimal : decimal.substring(0, point) + decimal.substring(point + 1);
        int places = point < 0 ? 0 : decimal.length() - point - 1;
        return Long.parseLong(digits) * POWERS[Decimals.SCALE - places];
    }
}
