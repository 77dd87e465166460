package io.muster.server.oracle;

import java.time.Instant;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Until when a membership holds, verified by going there: nothing at some instants on the way and a millisecond before,
 * the contrary at that very one. Some pairs of customer and segment after each step, more after the last one; which
 * ones does not depend on the steps before, so that a history can be made small.
 */
final class ReplayedOutlook {
    private static final int ONE_IN = 32;
    private static final int LAST_ONE_IN = 4;
    private static final int STOPS = 3;
    private static final long FAR_MILLIS = 3L * 366 * 24 * 3600 * 1000;

    private final JudgedShop judged;
    private final NaiveWorkspace naive;

    ReplayedOutlook(JudgedShop judged, NaiveWorkspace naive) {
        this.judged = judged;
        this.naive = naive;
    }

    /**
     * What is wrong; null if nothing is.
     *
     * @param last whether no step follows
     */
    String compare(boolean last) {
        for (NaiveSegments.Segment segment : naive.segments().all()) {
            for (String customer : naive.shop().customers()) {
                int draw = Objects.hash(segment.birthName(), customer, naive.now());
                if (Math.floorMod(draw, last ? LAST_ONE_IN : ONE_IN) == 0) {
                    String wrong = wrong(segment, customer, new SplittableRandom(draw));
                    if (wrong != null) {
                        return wrong;
                    }
                }
            }
        }
        return naive.segments().all().isEmpty()
                ? null
                : wrong(naive.segments().all().getFirst(), "nobody", new SplittableRandom(1));
    }

    private String wrong(NaiveSegments.Segment segment, String customer, SplittableRandom random) {
        NaiveWorkspace.Until expected = naive.until(segment, customer);
        NaiveWorkspace.Until found = judged.until(segment.name(), customer);
        String wrong = found.equals(expected)
                ? gone(segment, customer, found, random)
                : "expected " + expected.member() + " until " + instant(expected.untilMillis());
        return wrong == null
                ? null
                : customer + " in segment " + segment.name() + "\n  now " + naive.now() + "\n  found " + found.member()
                        + " until " + instant(found.untilMillis()) + ", " + wrong;
    }

    private String gone(
            NaiveSegments.Segment segment, String customer, NaiveWorkspace.Until until, SplittableRandom random) {
        long now = naive.now().toEpochMilli();
        boolean never = until.untilMillis() == Long.MAX_VALUE;
        long last = never ? now + FAR_MILLIS : until.untilMillis() - 1;
        for (int i = 0; i <= STOPS && last > now; i++) {
            long stop = i == STOPS ? last : random.nextLong(now, last);
            if (naive.holdsAt(segment, customer, stop) != until.member()) {
                return "but it is otherwise at " + instant(stop);
            }
        }
        return never || naive.holdsAt(segment, customer, until.untilMillis()) != until.member()
                ? null
                : "but it is the same then";
    }

    private static String instant(long millis) {
        return millis == Long.MAX_VALUE ? "ever" : Instant.ofEpochMilli(millis).toString();
    }
}
