package io.muster.server.memory;

import io.muster.index.record.CommandKind;
import io.muster.server.records.RecordGate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bound on memory off the heap: beyond it, what could need room is refused and what only takes away is not.
 *
 * <p>Memory is freed by the garbage collector, so before the first refusal, and while refusing every ten seconds, one
 * collection is asked for and waited for.
 *
 * <p>Assumes: {@link #refuse(int)} is called by one thread. Guarantees: the others are for any thread and do not wait.
 */
public final class MemoryBound implements RecordGate {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryBound.class);
    private static final int RECORDS_BETWEEN_LOOKS = 64;
    private static final long COLLECT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long COLLECT_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long COLLECT_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int PERCENT_BY_DEFAULT = 80;
    private static final Set<Integer> GROWING = Set.of(
            CommandKind.CREATE_WORKSPACE,
            CommandKind.CREATE_SEGMENT,
            CommandKind.UPDATE_SEGMENT,
            CommandKind.ROLLBACK_SEGMENT,
            CommandKind.DECLARE_FIELD);

    private final long maxBytes;
    private final LongSupplier usedBytes;
    private final Runnable collect;
    private final LongAdder refused = new LongAdder();
    private volatile boolean full;
    private int sinceLook = RECORDS_BETWEEN_LOOKS;
    private long collectedNs;

    MemoryBound(long maxBytes, LongSupplier usedBytes, Runnable collect) {
        this.maxBytes = maxBytes;
        this.usedBytes = usedBytes;
        this.collect = collect;
    }

    /** A bound on this process; {@code maxBytes} null for 80 % of what the JVM may have off the heap. */
    public static MemoryBound of(Long maxBytes) {
        long bound = maxBytes == null ? MemoryUse.maxDirectBytes() / 100 * PERCENT_BY_DEFAULT : maxBytes;
        return new MemoryBound(bound, MemoryUse::directBytes, System::gc);
    }

    /** The bound in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Whether records are refused for it. */
    public boolean isFull() {
        return full;
    }

    /** How many records and commands were refused for it. */
    public long refused() {
        return refused.sum();
    }

    /** Why a record that became a command of this kind is not taken; null if it is. One thread, which may wait. */
    @Override
    public String refuse(int commandKind) {
        if (commandKind == CommandKind.CUSTOMER_DELETED) {
            return null;
        }
        if (full || ++sinceLook >= RECORDS_BETWEEN_LOOKS) {
            sinceLook = 0;
            look();
        }
        return full ? refusal() : null;
    }

    /** Why a command of this kind, which is no record, is not taken; null if it is. */
    public String refuseCommand(int commandKind) {
        return full && GROWING.contains(commandKind) ? refusal() : null;
    }

    private void look() {
        boolean found = usedBytes.getAsLong() >= maxBytes;
        if (found && (!full || System.nanoTime() - collectedNs >= COLLECT_INTERVAL_NS)) {
            collect();
            found = usedBytes.getAsLong() >= maxBytes;
        }
        if (found != full) {
            full = found;
            tell();
        }
    }

    private void tell() {
        if (full) {
            LOG.warn("memory: {}; records are refused, look-ups go on", reason());
        } else {
            LOG.warn("memory: below the bound again, records are taken");
        }
    }

    private void collect() {
        collect.run();
        collectedNs = System.nanoTime();
        // Buffers are freed some moments after the collection that found them.
        while (usedBytes.getAsLong() >= maxBytes && System.nanoTime() - collectedNs < COLLECT_TIMEOUT_NS) {
            LockSupport.parkNanos(this, COLLECT_LOOK_NS);
        }
    }

    private String refusal() {
        refused.increment();
        return "memory: " + reason();
    }

    private String reason() {
        return "found " + usedBytes.getAsLong() + " bytes off the heap in use, expected less than " + maxBytes
                + " (max-memory)";
    }
}
