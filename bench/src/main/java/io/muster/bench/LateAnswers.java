package io.muster.bench;

import io.muster.bench.machine.CoreWatch;
import org.agrona.collections.LongArrayList;

/** Answers that took longer than ten milliseconds: when they were due and when they came. One thread. */
final class LateAnswers {
    private static final long LATE_NS = 10_000_000L;

    private final LongArrayList dueAndDoneNs = new LongArrayList();

    /** An answer came. */
    void add(long dueNs, long doneNs) {
        if (doneNs - dueNs > LATE_NS) {
            dueAndDoneNs.addLong(dueNs);
            dueAndDoneNs.addLong(doneNs);
        }
    }

    /** How many there were. */
    int count() {
        return dueAndDoneNs.size() / 2;
    }

    /** How many would have been late too without the time in which a core was away meanwhile; −1 where none knows. */
    int countWithoutAbsences(CoreWatch cores) {
        if (!cores.isWatching()) {
            return -1;
        }
        int count = 0;
        for (int i = 0; i < dueAndDoneNs.size(); i += 2) {
            long dueNs = dueAndDoneNs.getLong(i);
            long doneNs = dueAndDoneNs.getLong(i + 1);
            if (doneNs - dueNs - cores.awayNs(dueNs, doneNs) > LATE_NS) {
                count++;
            }
        }
        return count;
    }
}
