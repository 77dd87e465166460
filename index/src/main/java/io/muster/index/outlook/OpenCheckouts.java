package io.muster.index.outlook;

import io.muster.index.function.HistoryWalk;
import io.muster.index.history.Checkouts;
import io.muster.index.history.Events;
import java.util.HashMap;
import java.util.Map;

/** The checkouts of one customer that will count as abandoned if they stay open. One thread. */
final class OpenCheckouts implements HistoryWalk.Reader {
    private final Events events;
    private final Checkouts checkouts;
    private final long delayMillis;
    private final long nowMillis;
    private final Map<Integer, Long> startsByRow = new HashMap<>();

    /** @param nowMillis no later than when the starts are asked for: what counts already then is of no interest */
    OpenCheckouts(Events events, Checkouts checkouts, long delayMillis, long nowMillis) {
        this.events = events;
        this.checkouts = checkouts;
        this.delayMillis = delayMillis;
        this.nowMillis = nowMillis;
    }

    @Override
    public boolean wants(int kind) {
        return kind == Events.CHECKOUT;
    }

    @Override
    public void read(int row) {
        int checkout = events.reference(row);
        boolean open = checkouts.isStarted(checkout) && !checkouts.isCompleted(checkout);
        if (open && checkouts.row(checkout) == row && events.timeMillis(row) + delayMillis > nowMillis) {
            startsByRow.put(row, events.timeMillis(row));
        }
    }

    @Override
    public void readAgain(int row, int kind) {
        startsByRow.remove(row);
        if (wants(events.kind(row))) {
            read(row);
        }
    }

    /** When those were started that do not count yet. */
    long[] starts(long atMillis) {
        return startsByRow.values().stream()
                .mapToLong(Long::longValue)
                .filter(start -> start + delayMillis > atMillis)
                .toArray();
    }
}
