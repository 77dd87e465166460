package io.muster.index.function;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.LongPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.time.Due;
import io.muster.index.time.OrderedIndex;

/** Who waits for an instant, as the first versions of the layout had it: by customer. One thread. */
final class WaitingCustomers {
    private WaitingCustomers() {}

    /** Puts everyone who waits into an empty index; {@link Due#NEVER} stands for those who do not. */
    static void restore(StateReader in, OrderedIndex waiting) throws SnapshotException {
        LongPages due = new LongPages(Due.NEVER);
        due.restore(in);
        int count = 0;
        for (int page = 0; page < due.pages(); page++) {
            for (int i = 0; i < due.entries(page); i++) {
                count += due.page(page).getLong(i * SIZE_OF_LONG) == Due.NEVER ? 0 : 1;
            }
        }
        long[] instants = new long[count];
        int[] ordinals = new int[count];
        int next = 0;
        for (int page = 0; page < due.pages(); page++) {
            for (int i = 0; i < due.entries(page); i++) {
                long atMillis = due.page(page).getLong(i * SIZE_OF_LONG);
                if (atMillis != Due.NEVER) {
                    instants[next] = atMillis;
                    ordinals[next++] = (page << Pages.SHIFT) + i;
                }
            }
        }
        waiting.load(instants, ordinals, count);
    }
}
