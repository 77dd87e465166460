package io.muster.server.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days of the shop, when its customers register, and when a customer comes next.
 *
 * <p>Visits come at a rate that is highest after registration, falls off to a lasting rest, and rises and falls with
 * the seasons. Between two visits lies an exponentially distributed amount of that rate, so a visit is found by looking
 * it up in its running sum. Sums of the part that falls off run backwards in time, where they stay exact.
 */
final class Timeline {
    private static final double GROWTH_A_YEAR = 1.45;
    private static final double DECAY_DAYS = 110;

    /** What the rate falls off to, as a part of what it begins with. */
    private static final double LASTING = 0.22;

    /** Keeps a last day of a few seconds from being none. */
    private static final double SMALLEST_SHARE = 1e-6;

    private final LocalDate firstDay;
    private final int days;
    private final long[] startSecond;
    private final int[] registered;
    private final double[] seasons;
    private final double[] seasonsBefore;
    private final double[] decayedAfter;
    private final long endSecond;
    private final double lastDayShare;
    private final DayHours hours = new DayHours();

    Timeline(ShopOptions options) {
        ZoneId zone = options.zone();
        endSecond = options.now().getEpochSecond();
        LocalDate last = Instant.ofEpochSecond(endSecond - 1).atZone(zone).toLocalDate();
        firstDay = last.plusDays(1).minusYears(options.years());
        days = (int) (last.toEpochDay() - firstDay.toEpochDay()) + 1;
        startSecond = new long[days + 1];
        seasons = new double[days];
        for (int day = 0; day <= days; day++) {
            startSecond[day] =
                    firstDay.plusDays(day).atStartOfDay(zone).toInstant().getEpochSecond();
        }
        lastDayShare = Math.max(SMALLEST_SHARE, hours.share((int) (endSecond - startSecond[days - 1])));
        for (int day = 0; day < days; day++) {
            seasons[day] = Seasons.weight(firstDay.plusDays(day)) * (day == days - 1 ? lastDayShare : 1);
        }
        registered = registrations(options.customers());
        seasonsBefore = new double[days + 1];
        decayedAfter = new double[days + 1];
        for (int day = 0; day < days; day++) {
            seasonsBefore[day + 1] = seasonsBefore[day] + seasons[day];
        }
        for (int day = days - 1; day >= 0; day--) {
            decayedAfter[day] = decayedAfter[day + 1] + seasons[day] * decay(day);
        }
    }

    int days() {
        return days;
    }

    LocalDate date(int day) {
        return firstDay.plusDays(day);
    }

    long epochSecond(int day, int second) {
        return startSecond[day] + second;
    }

    /** In a day's seconds; 23 or 25 hours where clocks are changed, less where the shop's life ends. */
    int lengthSeconds(int day) {
        return (int) (Math.min(startSecond[day + 1], endSecond) - startSecond[day]);
    }

    /** How many customers there are before the day begins; they are numbered in the order of their registration. */
    int registeredBefore(int day) {
        return registered[day];
    }

    /** A second of the day, by its hours. */
    int secondOfDay(int day, double share) {
        double whole = day == days - 1 ? share * lastDayShare : share;
        return Math.min(hours.second(whole), lengthSeconds(day) - 1);
    }

    /** How much visiting there is left for one who registers on the day. */
    double visiting(int registrationDay) {
        return before(registrationDay, days) - before(registrationDay, registrationDay);
    }

    /** The mean of {@link #visiting} over all customers. */
    double meanVisiting() {
        double sum = 0;
        for (int day = 0; day < days; day++) {
            sum += (registered[day + 1] - (double) registered[day]) * visiting(day);
        }
        return sum / registered[days];
    }

    /**
     * When that much more visiting is done: day and second as {@code day << 17 | second}, or -1 if the shop's life ends
     * before.
     */
    long after(int registrationDay, int day, int second, double visiting) {
        double from = before(registrationDay, day) + ratio(registrationDay, day) * share(day, second);
        double target = from + visiting;
        if (target >= before(registrationDay, days)) {
            return -1;
        }
        int low = day;
        int high = days - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before(registrationDay, middle) <= target) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        double share = (target - before(registrationDay, low)) / ratio(registrationDay, low);
        int found = secondOfDay(low, Math.clamp(share, 0, 1));
        return (long) low << 17 | (low == day ? Math.max(found, second) : found);
    }

    private double share(int day, int second) {
        return day == days - 1 ? hours.share(second) / lastDayShare : hours.share(second);
    }

    private double before(int registrationDay, int day) {
        return LASTING * seasonsBefore[day] - (1 - LASTING) * decayedAfter[day] / decay(registrationDay);
    }

    private double ratio(int registrationDay, int day) {
        return seasons[day] * (LASTING + (1 - LASTING) * decay(day) / decay(registrationDay));
    }

    private static double decay(int day) {
        return StrictMath.exp(-day / DECAY_DAYS);
    }

    private int[] registrations(int customers) {
        double[] sums = new double[days + 1];
        for (int day = 0; day < days; day++) {
            double growth = StrictMath.pow(GROWTH_A_YEAR, day / 365.25);
            sums[day + 1] = sums[day] + growth * StrictMath.pow(seasons[day], 0.7);
        }
        int[] counts = new int[days + 1];
        for (int day = 1; day <= days; day++) {
            counts[day] = (int) Math.round(customers * (sums[day] / sums[days]));
        }
        return counts;
    }
}
