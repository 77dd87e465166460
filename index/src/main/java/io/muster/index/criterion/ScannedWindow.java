package io.muster.index.criterion;

import io.muster.index.column.LongColumn;
import io.muster.index.column.PageBits;
import io.muster.index.memory.Pages;
import io.muster.index.time.Bound;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.util.Arrays;

/**
 * A window of a rule that is not saved: its customers are found by scans of the date's column, and nothing is put in
 * order. Each page knows where the ends of the window stood when it was scanned, and the next value that each of them
 * will pass; once one has passed it the page is to be scanned again. One thread.
 */
public final class ScannedWindow extends LongCriterion {
    /** Where an end of the window stood at each page, and the least value there that was not yet before it. */
    private final class End {
        private final Bound bound;
        private long[] points = {};
        private long[] next = {};

        End(Bound bound) {
            this.bound = bound;
        }

        long pointMillis() {
            return switch (bound) {
                case Bound.None none -> RangeSet.LOWEST;
                case Bound.Fixed fixed -> fixed.atMillis();
                case Bound.Now now -> time.nowMillis() + now.offsetMillis();
                case Bound.Day day -> days.startMillis(day);
            };
        }

        void scanned(int page) {
            if (page >= points.length) {
                points = Arrays.copyOf(points, page + 1);
                next = Arrays.copyOf(next, page + 1);
            }
            points[page] = pointMillis();
            next[page] = bound.moves() ? column.ceiling(page, points[page]) : Long.MAX_VALUE;
        }

        int scans() {
            return bound.moves() ? 1 : 0;
        }

        void came(int page, long value) {
            if (page < points.length && value >= points[page]) {
                next[page] = Math.min(next[page], value);
            }
        }

        boolean hasPassed(int page) {
            return bound.moves() && page < next.length && next[page] < pointMillis();
        }
    }

    private final LongColumn column;
    private final EngineTime time;
    private final LocalDays days;
    private final End lower;
    private final End upper;

    /** A window of which no page has been scanned. */
    public ScannedWindow(Window window, LongColumn column, EngineTime time, LocalDays days) {
        super(window);
        this.column = column;
        this.time = time;
        this.days = days;
        lower = new End(window.lower());
        upper = new End(window.upper());
    }

    @Override
    public boolean holds(long value) {
        return value >= low() && value <= high();
    }

    /** A customer's value is another now. */
    public void change(int ordinal, long newValue, Flips flips) {
        set(ordinal, holds(newValue), flips);
        if (newValue != LongColumn.MISSING) {
            lower.came(ordinal >>> Pages.SHIFT, newValue);
            upper.came(ordinal >>> Pages.SHIFT, newValue);
        }
    }

    /** As {@link CriterionSource#scan} says. */
    public int scan(int page, PageBits bits) {
        boolean read = column.find(page, low(), high(), bits);
        bits.replaceIn(members(), page);
        lower.scanned(page);
        upper.scanned(page);
        return read ? 1 + lower.scans() + upper.scans() : 0;
    }

    @Override
    public boolean isStale(int page) {
        return lower.hasPassed(page) || upper.hasPassed(page);
    }

    private long low() {
        return Math.max(lower.pointMillis(), RangeSet.LOWEST);
    }

    private long high() {
        return upper.bound instanceof Bound.None ? Long.MAX_VALUE : upper.pointMillis() - 1;
    }
}
