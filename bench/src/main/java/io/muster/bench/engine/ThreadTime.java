package io.muster.bench.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What the calling thread has had of a core: others who want the same one are left out of a measurement. */
public final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadTime() {}

    /** Nanoseconds since the thread began. */
    public static long ns() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
