package io.muster.tools.load;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that fills, for people. */
public final class BarProgress implements Progress {
    private static final int WIDTH = 100;
    private static final int INTERVAL_MS = 150;

    private final ProgressBar bar;
    private final long startNs = System.nanoTime();

    /** A total of 0 or less is not known. {@code unitSize} units of {@code done} are one {@code unit}. */
    public BarProgress(PrintStream target, String task, long total, String unit, long unitSize) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total > 0 ? total : -1)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MS)
                .setConsumer(new ConsoleProgressBarConsumer(target, WIDTH))
                .build();
    }

    @Override
    public void at(long done, long records) {
        bar.stepTo(bar.getMax() > 0 ? Math.min(done, bar.getMax()) : done);
        double seconds = (System.nanoTime() - startNs) / 1e9;
        bar.setExtraMessage(String.format(Locale.ROOT, " %,.0f records/s", records / seconds));
    }

    @Override
    public void close() {
        bar.close();
    }
}
