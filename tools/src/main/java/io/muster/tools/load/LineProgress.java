package io.muster.tools.load;

import java.io.PrintStream;
import java.util.Locale;

/** A line every few seconds, for logs. */
public final class LineProgress implements Progress {
    private static final long INTERVAL_NS = 5_000_000_000L;

    private final PrintStream target;
    private final String task;
    private final long total;
    private final long startNs = System.nanoTime();
    private long lastNs = startNs;

    /** A total of 0 or less is not known. */
    public LineProgress(PrintStream target, String task, long total) {
        this.target = target;
        this.task = task;
        this.total = total;
    }

    @Override
    public void at(long done, long records) {
        long nowNs = System.nanoTime();
        if (nowNs - lastNs >= INTERVAL_NS) {
            lastNs = nowNs;
            double seconds = (nowNs - startNs) / 1e9;
            String share = total > 0 ? String.format(Locale.ROOT, ", %d %%", Math.min(100, done * 100 / total)) : "";
            target.println(
                    String.format(Locale.ROOT, "%s: %,d records, %,.0f/s%s", task, records, records / seconds, share));
        }
    }

    @Override
    public void close() {}
}
