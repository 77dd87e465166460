package io.muster.index.workspace;

import io.muster.index.history.Events;
import java.util.Arrays;
import org.agrona.BitUtil;

/**
 * What the date of abandonment was before the customer's newest checkout counted, for as many customers as had one of
 * late: a shop that loads its past has most checkouts completed just after they count, and each would read the
 * customer's history to take that back. Whatever else changes a customer's checkouts must {@link #forget} the customer.
 * One thread.
 */
final class LatestCounts {
    private static final int MOST_PLACES = 1 << 14;

    private int[] ordinals = {Events.NONE};
    private int[] checkouts = new int[1];
    private long[] befores = new long[1];

    /** The checkout gave the customer its date, which was {@code before}. */
    void counted(int ordinal, int checkout, long before) {
        if (ordinal >= ordinals.length && ordinals.length < MOST_PLACES) {
            makeRoom(BitUtil.findNextPositivePowerOfTwo(Math.min(ordinal, MOST_PLACES - 1) + 1));
        }
        int place = place(ordinal);
        ordinals[place] = ordinal;
        checkouts[place] = checkout;
        befores[place] = before;
    }

    /** Whether that was the last that happened to the customer's checkouts, and {@link #before} is known. */
    boolean isOf(int ordinal, int checkout) {
        int place = place(ordinal);
        return ordinals[place] == ordinal && checkouts[place] == checkout;
    }

    long before(int ordinal) {
        return befores[place(ordinal)];
    }

    void forget(int ordinal) {
        int place = place(ordinal);
        if (ordinals[place] == ordinal) {
            ordinals[place] = Events.NONE;
        }
    }

    /** What is known is not worth moving. */
    private void makeRoom(int places) {
        ordinals = new int[places];
        Arrays.fill(ordinals, Events.NONE);
        checkouts = new int[places];
        befores = new long[places];
    }

    private int place(int ordinal) {
        return ordinal & ordinals.length - 1;
    }
}
