package io.muster.server.generate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;

/** How much is bought on a day: the rhythm of the week, the peak of November and December, the lull after it. */
final class Seasons {
    private static final double[] MONTHS = {0.82, 0.84, 0.94, 0.96, 1.0, 0.94, 0.86, 0.84, 0.98, 1.06, 1.38, 1.52};
    private static final double[] WEEKDAYS = {1.04, 1.0, 0.98, 1.0, 0.96, 0.94, 1.12};
    private static final double BLACK_FRIDAY = 2.6;
    private static final double CYBER_MONDAY = 1.9;
    private static final double BLACK_WEEKEND = 1.5;
    private static final double AFTER_CHRISTMAS = 0.55;

    private Seasons() {}

    /** 1 is an ordinary day. */
    static double weight(LocalDate day) {
        double weight =
                MONTHS[day.getMonthValue() - 1] * WEEKDAYS[day.getDayOfWeek().getValue() - 1];
        if (isBlackFriday(day)) {
            return weight * BLACK_FRIDAY;
        }
        if (isBlackFriday(day.minusDays(3))) {
            return weight * CYBER_MONDAY;
        }
        if (isBlackFriday(day.minusDays(1)) || isBlackFriday(day.minusDays(2))) {
            return weight * BLACK_WEEKEND;
        }
        boolean afterChristmas = day.getMonth() == Month.DECEMBER && day.getDayOfMonth() >= 23;
        return afterChristmas ? weight * AFTER_CHRISTMAS : weight;
    }

    /** The day after the fourth Thursday of November. */
    static boolean isBlackFriday(LocalDate day) {
        return day.getMonth() == Month.NOVEMBER
                && day.getDayOfWeek() == DayOfWeek.FRIDAY
                && day.getDayOfMonth() >= 23
                && day.getDayOfMonth() <= 29;
    }
}
