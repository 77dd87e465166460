package io.muster.index.segment;

import io.muster.index.criterion.RangeSet;
import io.muster.index.place.Area;
import io.muster.index.place.City;
import io.muster.index.place.Distance;
import io.muster.index.place.Gazetteer;
import io.muster.index.place.Places;
import io.muster.index.record.Decimals;
import io.muster.index.rule.Comparator;
import io.muster.index.rule.NearestName;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Parameter.Test;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The function {@code customer_within_distance}, checked and compiled to an area. One thread. */
final class DistanceCompiler {
    /** The function's name. */
    static final String NAME = "customer_within_distance";

    private static final TreeSet<String> PARAMETERS =
            new TreeSet<>(List.of("coordinates", "city", "country", "distance_km", "distance_mi"));
    private static final String COORDINATES = "coordinates = 'latitude,longitude', such as '41.99,21.43'";
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,30})?");

    private final Places places;

    DistanceCompiler(Places places) {
        this.places = places;
    }

    /** Where the criteria come from. */
    Places places() {
        return places;
    }

    /** The area that {@code matches} asks for, whether or not it is negated. Throws {@link RuleException}. */
    Area compile(Rule.Matches matches) {
        if (matches.argument() != null) {
            throw new RuleException(
                    matches.span(), NAME + "('" + matches.argument() + "')", NAME + " without a name in parentheses");
        }
        matches.parameters().forEach(DistanceCompiler::requireKnown);
        Parameter coordinates = find(matches, "coordinates");
        Parameter city = find(matches, "city");
        Parameter country = find(matches, "country");
        if ((coordinates == null) == (city == null)) {
            throw new RuleException(
                    city == null ? matches.span() : city.span(),
                    city == null ? "neither coordinates nor a city" : "a city beside coordinates",
                    COORDINATES + ", or city = 'Skopje', one of them");
        }
        if (country != null && city == null) {
            throw new RuleException(country.span(), "a country without a city", "a country only with a city");
        }
        long[] centre = city == null ? coordinates(coordinates) : coordinates(city, country);
        return area(matches, centre);
    }

    private static void requireKnown(Parameter parameter) {
        if (parameter.argument() != null || !PARAMETERS.contains(parameter.name())) {
            String hint = NearestName.nearest(parameter.name(), PARAMETERS)
                    .map(nearest -> " (did you mean " + nearest + "?)")
                    .orElse(" (" + String.join(", ", PARAMETERS) + ")");
            throw new RuleException(parameter.span(), "'" + parameter.name() + "'", "a parameter" + hint);
        }
    }

    private static Parameter find(Rule.Matches matches, String name) {
        return matches.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Area area(Rule.Matches matches, long[] centre) {
        Parameter km = find(matches, "distance_km");
        Parameter miles = find(matches, "distance_mi");
        if ((km == null) == (miles == null)) {
            throw new RuleException(
                    km == null ? matches.span() : miles.span(),
                    km == null ? "no distance" : "a distance in miles beside one in kilometres",
                    "distance_km or distance_mi, such as distance_km <= 50");
        }
        Distance.Unit unit = km == null ? Distance.Unit.MILE : Distance.Unit.KILOMETRE;
        return new Area(centre[0], centre[1], unit, distances(km == null ? miles : km));
    }

    /** {@code = 50} is within 50, as Shopify's older form means it. */
    private static RangeSet distances(Parameter parameter) {
        return switch (parameter.test()) {
            case Test.Compare compare -> {
                requireDistance(compare.value());
                yield switch (compare.comparator()) {
                    case EQUAL -> NumberRanges.compare(Comparator.LESS_OR_EQUAL, compare.value());
                    case NOT_EQUAL -> throw notOffered(parameter, "!=");
                    default -> NumberRanges.compare(compare.comparator(), compare.value());
                };
            }
            case Test.Between between -> {
                if (between.negated()) {
                    throw notOffered(parameter, "NOT BETWEEN");
                }
                requireDistance(between.low());
                requireDistance(between.high());
                yield NumberRanges.between(between.low(), between.high());
            }
            case Test.In in -> throw notOffered(parameter, "IN");
            case Test.Contains contains -> throw notOffered(parameter, "CONTAINS");
        };
    }

    private static void requireDistance(Value value) {
        if (NumberRanges.number(value).signum() < 0) {
            throw new RuleException(value.span(), Kinds.describe(value), "a distance of 0 or more");
        }
    }

    private static RuleException notOffered(Parameter parameter, String found) {
        return new RuleException(
                parameter.span(),
                found,
                "=, <, <=, >, >= or BETWEEN with " + parameter.name() + "; for all others NOT MATCHES");
    }

    /** From {@code = 'latitude,longitude'}, or from the pair of numbers that Shopify's older form is read as. */
    private static long[] coordinates(Parameter parameter) {
        return switch (parameter.test()) {
            case Test.Compare(Comparator comparator, Value.Text text)
            when comparator == Comparator.EQUAL -> {
                String[] parts = text.text().split(",", -1);
                if (parts.length != 2) {
                    throw new RuleException(text.span(), Kinds.describe(text), COORDINATES);
                }
                yield new long[] {degrees(parts[0], 90, text), degrees(parts[1], 180, text)};
            }
            case Test.In in
            when !in.negated()
                    && in.values().size() == 2
                    && in.values().get(0) instanceof Value.Decimal latitude
                    && in.values().get(1) instanceof Value.Decimal longitude ->
                new long[] {degrees(latitude.text(), 90, latitude), degrees(longitude.text(), 180, longitude)};
            default -> throw new RuleException(parameter.span(), "other coordinates", COORDINATES);
        };
    }

    /** Digits beyond the sixth place are cut off, as they are from where customers are. */
    private static long degrees(String written, int most, Value value) {
        String plain = written.strip();
        BigDecimal degrees = DECIMAL.matcher(plain).matches() ? new BigDecimal(plain) : null;
        if (degrees == null || degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            String name = most == 90 ? "a latitude" : "a longitude";
            throw new RuleException(
                    value.span(), Kinds.describe(value), name + " from -" + most + " to " + most + " degrees");
        }
        return Decimals.toMillionths(degrees.setScale(Decimals.SCALE, RoundingMode.DOWN));
    }

    private static long[] coordinates(Parameter cityParameter, Parameter countryParameter) {
        Gazetteer gazetteer = Gazetteer.get();
        Value.Text name = equalText(cityParameter, "city = 'Skopje'");
        Value.Text code = countryParameter == null ? null : equalText(countryParameter, "country = 'MK'");
        String country = code == null ? null : code.text().strip().toUpperCase(Locale.ROOT);
        if (country != null && !gazetteer.isCountry(country)) {
            throw new RuleException(
                    code.span(),
                    Kinds.describe(code),
                    "a country as two letters (ISO 3166-1) of which a city is known, such as 'MK'");
        }
        List<City> named = gazetteer.named(name.text());
        for (City city : named) {
            if (country == null || city.country().equals(country)) {
                return new long[] {city.latitude(), city.longitude()};
            }
        }
        throw named.isEmpty() ? unknown(gazetteer, name) : elsewhere(named, name, country);
    }

    private static RuleException unknown(Gazetteer gazetteer, Value.Text name) {
        List<String> near = gazetteer.near(name.text());
        String hint = near.isEmpty()
                ? "; any other place can be given by its coordinates"
                : " (did you mean " + String.join(" or ", near) + "?)";
        return new RuleException(
                name.span(), Kinds.describe(name), "the name of a city of 15,000 people or more" + hint);
    }

    private static RuleException elsewhere(List<City> named, Value.Text name, String country) {
        List<String> countries =
                named.stream().map(City::country).distinct().limit(5).toList();
        return new RuleException(
                name.span(),
                Kinds.describe(name),
                "a city of " + country + " ("
                        + named.get(0).name() + " is known only in "
                        + String.join(", ", countries) + ")");
    }

    private static Value.Text equalText(Parameter parameter, String example) {
        if (parameter.test() instanceof Test.Compare(Comparator comparator, Value.Text text)
                && comparator == Comparator.EQUAL) {
            return text;
        }
        throw new RuleException(parameter.span(), "another test of " + parameter.name(), example);
    }
}
