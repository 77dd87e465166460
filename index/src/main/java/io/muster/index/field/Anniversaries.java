package io.muster.index.field;

import io.muster.index.column.LongColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.time.LocalDays;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The days of the year of one date field: a bitmap a day, so that a turn of the day moves only those whose day comes or
 * goes. One thread.
 */
final class Anniversaries {
    private static final int MONTH_DAYS = 1232;

    private record Sweep(AnniversaryCriterion criterion, PeekableIntIterator moved) {}

    private final LongColumn column;
    private final LocalDays days;
    private final Flips flips;
    private final RoaringBitmap[] byMonthDay = new RoaringBitmap[MONTH_DAYS];
    private final List<AnniversaryCriterion> criteria = new ArrayList<>();
    private final BitSet started = new BitSet();
    private final Deque<Sweep> sweeps = new ArrayDeque<>();

    Anniversaries(LongColumn column, LocalDays days, Flips flips) {
        this.column = column;
        this.days = days;
        this.flips = flips;
    }

    Criterion add(Anniversary anniversary) {
        AnniversaryCriterion criterion = new AnniversaryCriterion(anniversary);
        criteria.add(criterion);
        return criterion;
    }

    /** Whether the days of this part of the ordinals have yet to be noted, which the caller does at once. */
    boolean start(int part) {
        boolean first = !started.get(part);
        started.set(part);
        return first;
    }

    /**
     * A date that stood in the field before the criterion did.
     *
     * @param first whether its day has yet to be noted
     */
    void enter(AnniversaryCriterion criterion, int ordinal, long millis, boolean first) {
        int monthDay = monthDay(millis);
        if (first) {
            of(monthDay).add(ordinal);
        }
        if (holds(criterion, monthDay)) {
            criterion.members().add(ordinal);
        }
    }

    /** All dates of the field, for criteria that were restored; so many parts need not be handed in any more. */
    void restore(long[] millis, int[] ordinals, int parts) {
        for (int i = 0; i < millis.length; i++) {
            of(monthDay(millis[i])).add(ordinals[i]);
        }
        started.set(0, parts);
    }

    void remove(AnniversaryCriterion criterion) {
        criteria.remove(criterion);
        sweeps.removeIf(sweep -> sweep.criterion() == criterion);
    }

    boolean isEmpty() {
        return criteria.isEmpty();
    }

    /** The customer's date is another; {@link LongColumn#MISSING} stands for none. */
    void change(int ordinal, long oldMillis, long newMillis) {
        if (oldMillis != LongColumn.MISSING) {
            of(monthDay(oldMillis)).remove(ordinal);
        }
        if (newMillis != LongColumn.MISSING) {
            of(monthDay(newMillis)).add(ordinal);
        }
        for (AnniversaryCriterion criterion : criteria) {
            ask(criterion, ordinal, newMillis);
        }
    }

    /**
     * A local midnight has come. {@link LocalDays} has been told; {@link #sweep} asks those whose day comes or goes.
     */
    void midnight() {
        for (AnniversaryCriterion criterion : criteria) {
            RoaringBitmap moved = RoaringBitmap.xor(within(criterion.anniversary()), criterion.members());
            sweeps.add(new Sweep(criterion, moved.getIntIterator()));
        }
    }

    /** Asks some of them; returns how many, fewer than {@code budget} for the last. */
    int sweep(int budget) {
        int visited = 0;
        while (visited < budget && !sweeps.isEmpty()) {
            Sweep sweep = sweeps.element();
            for (; visited < budget && sweep.moved().hasNext(); visited++) {
                int ordinal = sweep.moved().next();
                ask(sweep.criterion(), ordinal, column.get(ordinal));
            }
            if (!sweep.moved().hasNext()) {
                sweeps.remove();
            }
        }
        return visited;
    }

    private void ask(AnniversaryCriterion criterion, int ordinal, long millis) {
        criterion.set(ordinal, millis != LongColumn.MISSING && holds(criterion, monthDay(millis)), flips);
    }

    private boolean holds(AnniversaryCriterion criterion, int monthDay) {
        return criterion.anniversary().holds(monthDay, days.today());
    }

    private RoaringBitmap within(Anniversary anniversary) {
        int from = anniversary.from(days.today());
        int to = anniversary.to(days.today());
        RoaringBitmap within = new RoaringBitmap();
        if (anniversary.wraps(days.today())) {
            join(within, from, MONTH_DAYS - 1);
            join(within, 0, to);
        } else {
            join(within, from, to);
        }
        return within;
    }

    private void join(RoaringBitmap into, int from, int to) {
        for (int monthDay = from; monthDay <= to; monthDay++) {
            if (byMonthDay[monthDay] != null) {
                into.or(byMonthDay[monthDay]);
            }
        }
    }

    private RoaringBitmap of(int monthDay) {
        if (byMonthDay[monthDay] == null) {
            byMonthDay[monthDay] = new RoaringBitmap();
        }
        return byMonthDay[monthDay];
    }

    private int monthDay(long millis) {
        return Anniversary.monthDay(
                Instant.ofEpochMilli(millis).atZone(days.zone()).toLocalDate());
    }

    /** Holds where the day of the year is in a span. */
    static final class AnniversaryCriterion extends Criterion {
        AnniversaryCriterion(Anniversary anniversary) {
            super(anniversary, new RoaringBitmap());
        }

        Anniversary anniversary() {
            return (Anniversary) predicate();
        }
    }
}
