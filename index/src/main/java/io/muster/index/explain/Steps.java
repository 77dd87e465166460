package io.muster.index.explain;

import io.muster.index.criterion.RangeSet;
import io.muster.index.explain.Regions.Region;
import io.muster.index.record.Decimals;
import java.util.Collection;

/**
 * In what steps a number is told, and which numbers there can be. All in millionths.
 *
 * @param stepMillionths values are multiples of it where there are any
 * @param least the smallest that there can be
 * @param strict whether only multiples can be
 */
record Steps(long stepMillionths, long least, boolean strict) {
    /** Whole and not negative, as counts are. */
    static final Steps COUNT = new Steps(Decimals.ONE, 0, true);

    private static final long CENT = Decimals.ONE / 100;

    /** Amounts of money. */
    static final Steps AMOUNT = new Steps(CENT, RangeSet.LOWEST, false);

    /** Whole where nothing but whole numbers is in sight, otherwise in hundredths. */
    static Steps of(Collection<RangeSet> asked, long present) {
        boolean whole = present % Decimals.ONE == 0;
        for (RangeSet set : asked) {
            for (int i = 0; i < set.size() && whole; i++) {
                whole = isWholeEnd(set.low(i), -1) && isWholeEnd(set.high(i), 1);
            }
        }
        return new Steps(whole ? Decimals.ONE : CENT, RangeSet.LOWEST, false);
    }

    /** Whether the region has a number that there can be. */
    boolean reaches(Region region) {
        if (region.high() < least) {
            return false;
        }
        return !strict || ceiling(Math.max(region.low(), least)) <= region.high();
    }

    /** The number in the region that is nearest to {@code present} and as round as it can be. */
    long nearest(Region region, long present) {
        long low = Math.max(region.low(), least);
        if (present < low) {
            long up = ceiling(low);
            return up <= region.high() ? up : low;
        }
        if (present <= region.high()) {
            return present;
        }
        long down = Math.floorDiv(region.high(), stepMillionths) * stepMillionths;
        return down >= low ? down : region.high();
    }

    private long ceiling(long value) {
        long down = Math.floorDiv(value, stepMillionths) * stepMillionths;
        return down == value || down > Long.MAX_VALUE - stepMillionths ? value : down + stepMillionths;
    }

    /** A span may end just beside the number that the rule names. */
    private static boolean isWholeEnd(long end, int beside) {
        return end == Long.MAX_VALUE
                || end == RangeSet.LOWEST
                || end % Decimals.ONE == 0
                || (end + beside) % Decimals.ONE == 0;
    }
}
