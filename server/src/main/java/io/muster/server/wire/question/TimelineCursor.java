package io.muster.server.wire.question;

import io.muster.index.answer.TimelinePlace;

/** Where a timeline goes on, as a text that callers hand back as it is. */
public final class TimelineCursor {
    private static final int RADIX = 36;
    private static final char BETWEEN = '.';

    private TimelineCursor() {}

    /** The text that stands for the place. */
    public static String of(TimelinePlace place) {
        return Long.toString(place.atMillis(), RADIX) + BETWEEN + Integer.toString(place.row(), RADIX);
    }

    /** The place that it stands for; null where it is no cursor. */
    public static TimelinePlace place(String cursor) {
        int between = cursor.indexOf(BETWEEN);
        if (between < 0) {
            return null;
        }
        try {
            TimelinePlace place = new TimelinePlace(
                    Long.parseLong(cursor.substring(0, between), RADIX),
                    Integer.parseInt(cursor.substring(between + 1), RADIX));
            return of(place).equals(cursor) ? place : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
