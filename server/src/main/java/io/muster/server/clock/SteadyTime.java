package io.muster.server.clock;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's time, held against the machine's monotonic clock: it follows whatever is small, and does not follow a
 * leap ahead that is longer than stated, because time that was told to the engine can never be taken back. Then it goes
 * on at its own pace from where it was, until the system's clock is back within the bound; a restart takes the system's
 * time as it is.
 *
 * <p>Assumes: the first reading is right. Guarantees: any thread may read; a leap is judged by each reading from the
 * last that was followed.
 */
public final class SteadyTime implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyTime.class);
    private static final long NANOS_A_MILLI = 1_000_000;

    private final LongSupplier systemMillis;
    private final LongSupplier monotonicNs;
    private final long maxLeapMillis;
    private volatile long offsetMillis;
    private volatile long heldMillis;

    /** Reads the system's clocks. */
    public SteadyTime(long maxLeapMillis) {
        this(System::currentTimeMillis, System::nanoTime, maxLeapMillis);
    }

    /**
     * Reads the given clocks.
     *
     * @param maxLeapMillis how far the system's clock may leap ahead and still be followed
     */
    public SteadyTime(LongSupplier systemMillis, LongSupplier monotonicNs, long maxLeapMillis) {
        this.systemMillis = systemMillis;
        this.monotonicNs = monotonicNs;
        this.maxLeapMillis = maxLeapMillis;
        offsetMillis = systemMillis.getAsLong() - monotonicMillis();
    }

    @Override
    public long getAsLong() {
        long elapsedMillis = monotonicMillis();
        long found = systemMillis.getAsLong();
        long leapMillis = found - elapsedMillis - offsetMillis;
        if (leapMillis <= maxLeapMillis) {
            if (heldMillis != 0) {
                follow();
            }
            offsetMillis = found - elapsedMillis;
            return found;
        }
        if (heldMillis == 0) {
            hold(leapMillis);
        }
        heldMillis = leapMillis;
        return elapsedMillis + offsetMillis;
    }

    /** How far the system's clock is ahead without being followed; 0 while it is followed. */
    public long heldMillis() {
        return heldMillis;
    }

    private void hold(long leapMillis) {
        LOG.warn(
                "clock: the system's leapt {} ms ahead, more than the {} ms that are followed; time goes on from where"
                        + " it was. If the system's clock is right, restart",
                leapMillis,
                maxLeapMillis);
    }

    private void follow() {
        heldMillis = 0;
        LOG.warn("clock: the system's is back, and is followed again");
    }

    private long monotonicMillis() {
        return Math.floorDiv(monotonicNs.getAsLong(), NANOS_A_MILLI);
    }
}
