package io.muster.bench.machine;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that only wakes, again and again, and prints when it could not: before each such time and after it, in
 * {@link System#nanoTime} nanoseconds. Pinned to a core and of a real-time class, which goes before all others, it
 * can't wake only where the core itself was away. It ends with its standard input.
 */
final class CoreProbe {
    private static final long SLEEP_NS = 500_000;
    private static final long AWAY_NS = 1_000_000;

    private CoreProbe() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(CoreProbe::watch);
        try {
            System.in.read();
        } catch (IOException gone) {
            System.err.println(gone.getMessage());
        }
    }

    private static void watch() {
        long before = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(SLEEP_NS);
            long now = System.nanoTime();
            long dueNs = before + SLEEP_NS;
            if (now - dueNs > AWAY_NS) {
                System.out.println(dueNs + " " + now);
            }
            before = System.nanoTime();
        }
    }
}
