package io.muster.index.time;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * When a bound passes instants. A bound that stands at the start of days passes all instants of one local day together:
 * what was found for a day is remembered, because finding it takes a microsecond and histories are long. One thread.
 */
public final class BoundPasses {
    private static final int REMEMBERED = 128;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long[] NOTHING = {};

    private final LocalDays days;
    private final Bound bound;
    private long[] starts = NOTHING;
    private long[] ends = NOTHING;
    private long[] passes = NOTHING;

    public BoundPasses(Bound bound, LocalDays days) {
        this.bound = bound;
        this.days = days;
    }

    /** The first instant at which the bound stands above {@code millis}; {@link Due#NEVER} for never. */
    public long of(long millis) {
        if (!(bound instanceof Bound.Day)) {
            return days.passesMillis(bound, millis);
        }
        if (starts == NOTHING) {
            starts = new long[REMEMBERED];
            ends = new long[REMEMBERED];
            passes = new long[REMEMBERED];
            Arrays.fill(starts, Long.MAX_VALUE);
        }
        int at = (int) Math.floorDiv(millis, DAY_MILLIS) & (REMEMBERED - 1);
        if (millis < starts[at] || millis >= ends[at]) {
            LocalDate day = days.dayOf(millis);
            starts[at] = days.startMillis(day);
            ends[at] = days.startMillis(day.plusDays(1));
            passes[at] = days.passesMillis(bound, millis);
        }
        return passes[at];
    }
}
