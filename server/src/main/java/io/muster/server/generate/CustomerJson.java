package io.muster.server.generate;

import static io.muster.server.generate.Json.text;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** Writes who a customer is. Addresses and numbers are of the kinds that reach no one ({@code .example}, 555). */
final class CustomerJson {
    private static final int PURPOSE = 4;
    private static final double SCATTER_DEGREES = 0.03;
    private static final double DEGREE = 100_000;
    private static final int MEAN_AGE = 41;
    private static final int AGE_DEVIATION = 13;
    private static final byte[][] DOMAINS = {
        text("@mail.example"),
        text("@post.example"),
        text("@inbox.example"),
        text("@web.example"),
        text("@firm.example")
    };
    private static final WeightedChoice DOMAIN = new WeightedChoice(new double[] {46, 21, 16, 11, 6});
    private static final byte[][] TAGS = {
        text("'loyal'"), text("'newsletter'"), text("'gift-buyer'"), text("'bargain-hunter'"), text("'returns-often'")
    };
    private static final byte[][] MORE_CHANNELS = {
        text(",'sms'"), text(",'viber'"), text(",'push'"), text(",'whatsapp'")
    };
    private static final double[] MORE_CHANNELS_SHARES = {0.22, 0.18, 0.1, 0.08};

    private final Dice dice;
    private final Timeline timeline;
    private final List<City> cities;
    private final WeightedChoice cityChoice;
    private final Names names = new Names();

    CustomerJson(Dice dice, Timeline timeline, ZoneId zone) {
        this.dice = dice;
        this.timeline = timeline;
        cities = City.all();
        cityChoice = City.byPopulation(cities, zone);
    }

    /** The record of the registration. */
    void writeRegistration(RecordBuffer target, Traits traits, int customer, int day, int second) {
        dice.set(PURPOSE, customer, 0);
        City city = cities.get(cityChoice.pick(dice));
        target.put(Json.CUSTOMER).putNumber(customer + 1L);
        target.put(Json.REGISTERED_AT).putInstant(timeline.epochSecond(day, second));
        writePerson(target, city, customer, day);
        writePlace(target, city);
        writeReach(target, traits);
        if (dice.chance(0.12)) {
            target.put(Json.TAGS).put(TAGS[dice.below(TAGS.length)]).put(']');
        }
        if (traits.wholesale) {
            target.put(Json.WHOLESALE);
        }
        if (dice.chance(0.3)) {
            target.put(Json.SHOE_SIZE).putNumber(35L + dice.below(12)).put('}');
        }
        target.put('}').put('\n');
    }

    /** Tags that come and go. */
    void writeTags(RecordBuffer target, int customer, int number) {
        dice.set(PURPOSE, customer, number);
        target.put(Json.CUSTOMER).putNumber(customer + 1L).put('"');
        target.put(dice.chance(0.2) ? Json.REMOVE_TAGS : Json.ADD_TAGS);
        target.put(TAGS[dice.below(TAGS.length)]).put(']').put('}').put('\n');
    }

    /** No more e-mail, please. */
    void writeUnsubscribed(RecordBuffer target, int customer) {
        target.put(Json.CUSTOMER).putNumber(customer + 1L).put('"');
        target.put(Json.NO_MARKETING).put('}').put('\n');
    }

    private void writePerson(RecordBuffer target, City city, int customer, int day) {
        Names.Book book = names.of(city.language());
        boolean female = dice.chance(0.56);
        Names.Name first = pick(female ? book.female() : book.male());
        Names.Name last = pick(book.last());
        target.put(Json.EMAIL)
                .put(first.address())
                .put('.')
                .put(last.address())
                .put('.')
                .putNumber(customer + 1L);
        target.put(DOMAINS[DOMAIN.pick(dice)]);
        target.put(Json.FIRST_NAME).put(first.written());
        target.put(Json.LAST_NAME).put(last.written()).put('"');
        if (city.diallingCode().length > 0 && dice.chance(0.6)) {
            target.put(Json.PHONE).put(city.diallingCode()).put('5').put('5').put('5');
            target.putNumber(100_000L + dice.below(900_000)).put('"');
        }
        if (dice.chance(0.85)) {
            target.put(female ? Json.FEMALE : Json.MALE);
        }
        if (dice.chance(0.65)) {
            writeBirthday(target, day);
        }
        target.put(Json.LANGUAGE)
                .put(city.language().getBytes(StandardCharsets.US_ASCII))
                .put('"');
    }

    private void writeBirthday(RecordBuffer target, int day) {
        int age = (int) Math.clamp(MEAN_AGE + AGE_DEVIATION * dice.normal(), 16, 90);
        target.put(Json.BIRTHDAY)
                .putNumber(timeline.date(day).getYear() - (long) age)
                .put('-');
        target.putTwoDigits(1 + dice.below(12))
                .put('-')
                .putTwoDigits(1 + dice.below(28))
                .put('"');
    }

    private void writePlace(RecordBuffer target, City city) {
        target.put(',').put(city.placeJson());
        double latitude = city.latitude() + SCATTER_DEGREES * dice.normal();
        double longitude = city.longitude() + SCATTER_DEGREES * dice.normal();
        target.put(Json.LATITUDE).putDegrees(Math.round(Math.clamp(latitude, -90, 90) * DEGREE));
        target.put(Json.LONGITUDE).putDegrees(Math.round(Math.clamp(longitude, -180, 180) * DEGREE));
    }

    private void writeReach(RecordBuffer target, Traits traits) {
        target.put(traits.acceptsMarketing ? Json.MARKETING : Json.NO_MARKETING).put(Json.CHANNELS);
        for (int i = 0; i < MORE_CHANNELS.length; i++) {
            if (dice.chance(MORE_CHANNELS_SHARES[i])) {
                target.put(MORE_CHANNELS[i]);
            }
        }
        target.put(']');
    }

    private Names.Name pick(Names.Name[] from) {
        return from[dice.below(from.length)];
    }
}
