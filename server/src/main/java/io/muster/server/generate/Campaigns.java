package io.muster.server.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;

/** When the shop sends e-mail, to how many, and what it calls that. */
final class Campaigns {
    private static final int DAYS_BETWEEN = 14;
    private static final int DAYS_BETWEEN_IN_PEAK = 7;
    private static final double REACH = 0.16;
    private static final double BLACK_FRIDAY_REACH = 0.5;

    private final Timeline timeline;

    /** By day: 0 for none, otherwise the campaign's number, from 1. */
    private final int[] numbers;

    private final byte[][] names;

    Campaigns(Timeline timeline) {
        this.timeline = timeline;
        numbers = new int[timeline.days()];
        names = new byte[timeline.days() + 1][];
        int count = 0;
        int next = 5;
        for (int day = 0; day < timeline.days(); day++) {
            LocalDate date = timeline.date(day);
            boolean blackFriday = Seasons.isBlackFriday(date);
            if (day >= next || blackFriday) {
                numbers[day] = ++count;
                names[count] = name(date, blackFriday).getBytes(StandardCharsets.US_ASCII);
                next = day + (isPeak(date) ? DAYS_BETWEEN_IN_PEAK : DAYS_BETWEEN);
            }
        }
    }

    int number(int day) {
        return numbers[day];
    }

    byte[] name(int number) {
        return names[number];
    }

    /** Share of the subscribers that it is sent to. */
    double reach(int day) {
        return Seasons.isBlackFriday(timeline.date(day)) ? BLACK_FRIDAY_REACH : REACH;
    }

    private static boolean isPeak(LocalDate date) {
        return date.getMonth() == Month.NOVEMBER || date.getMonth() == Month.DECEMBER;
    }

    private static String name(LocalDate date, boolean blackFriday) {
        if (blackFriday) {
            return "black-friday-" + date.getYear();
        }
        return String.format(Locale.ROOT, "news-%s-%02d", date.toString().substring(0, 7), date.getDayOfMonth());
    }
}
