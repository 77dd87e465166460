package io.muster.server.thread;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that work in pieces of microseconds have a core soon instead of long. Linux (EEVDF, from 6.12 on) gives
 * who asks for short turns an earlier one among those that want the same core, and no more of the core: without it a
 * thread of niceness 10 waits for up to 30 ms behind a single ordinary one. An older system takes the niceness alone,
 * others nothing. Failure is logged and changes nothing.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/sched_setattr.2.html">sched_setattr(2)</a>
 */
public final class ShortTurns {
    /** The shortest that there is. */
    private static final long TURN_NS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ShortTurns.class);
    private static final Map<String, Long> SCHED_SETATTR = Map.of("amd64", 314L, "aarch64", 274L);

    /** {@code struct sched_attr} of version 0. */
    private static final MemoryLayout ATTRIBUTES = MemoryLayout.structLayout(
            JAVA_INT.withName("size"),
            JAVA_INT.withName("policy"),
            JAVA_LONG.withName("flags"),
            JAVA_INT.withName("nice"),
            JAVA_INT.withName("priority"),
            JAVA_LONG.withName("runtime"),
            JAVA_LONG.withName("deadline"),
            JAVA_LONG.withName("period"));

    private ShortTurns() {}

    /**
     * Short turns for the calling thread.
     *
     * @param leastNiceness it gets this one, or keeps its own where that is greater
     */
    public static void set(int leastNiceness) {
        Long call = SCHED_SETATTR.get(System.getProperty("os.arch"));
        if (!System.getProperty("os.name").equals("Linux") || call == null) {
            Niceness.set(leastNiceness);
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int niceness = Math.max(leastNiceness, niceness());
            MemorySegment attributes = arena.allocate(ATTRIBUTES);
            put(attributes, JAVA_INT, "size", (int) ATTRIBUTES.byteSize());
            put(attributes, JAVA_INT, "nice", niceness);
            put(attributes, JAVA_LONG, "runtime", TURN_NS);
            if (setAttributes(call, attributes) != 0) {
                LOG.warn(
                        "turns of {}: the system refused short ones",
                        Thread.currentThread().getName());
                Niceness.set(niceness);
            }
        } catch (Throwable e) {
            LOG.warn("turns of {}: could not be set", Thread.currentThread().getName(), e);
        }
    }

    @SuppressWarnings("restricted")
    private static long setAttributes(long call, MemorySegment attributes) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle systemCall = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ValueLayout.ADDRESS, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        return (long) systemCall.invokeExact(call, (long) Niceness.CALLING_THREAD, attributes, 0L);
    }

    @SuppressWarnings("restricted")
    private static int niceness() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle priority = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getpriority"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        return (int) priority.invokeExact(Niceness.PRIO_PROCESS, Niceness.CALLING_THREAD);
    }

    private static void put(MemorySegment attributes, ValueLayout layout, String field, Object value) {
        long offset = ATTRIBUTES.byteOffset(MemoryLayout.PathElement.groupElement(field));
        layout.varHandle().set(attributes, offset, value);
    }
}
