package io.muster.server.memory;

import io.muster.index.memory.HugePages;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** What the process has in memory, in bytes. Any thread. */
public final class MemoryUse {
    private static final BufferPoolMXBean DIRECT = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private MemoryUse() {}

    /** Off the heap in buffers: customers, history, membership, and some of the network's. Allocates nothing. */
    public static long directBytes() {
        return DIRECT.getMemoryUsed() + HugePages.mappedBytes();
    }

    /** What {@link #directBytes} may become. */
    public static long maxDirectBytes() {
        return PlatformDependent.estimateMaxDirectMemory();
    }

    /** On the heap, what is no longer needed and not yet collected among it. */
    public static long heapBytes() {
        return heap().getUsed();
    }

    /** What {@link #heapBytes} may become. */
    public static long maxHeapBytes() {
        return heap().getMax();
    }

    /** Of the network off the heap, beside {@link #directBytes}. */
    public static long networkBytes() {
        return Math.max(0, PlatformDependent.usedDirectMemory());
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }
}
