package io.muster.index.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory in pieces of 2 MiB, each of which Linux may back by one page: a look-up that goes to random places then finds
 * their addresses in the processor instead of walking through tables. Where the system does not give them (another
 * system, transparent huge pages set to {@code never}), a piece is memory like any other.
 *
 * <p>Any thread. A piece is freed by the garbage collector when nobody holds it or a part of it.
 */
public final class HugePages {
    /** Length of a piece. */
    public static final int PIECE_BYTES = 2 << 20;

    private static final int PROT_READ_AND_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final long MAP_FAILED = -1;
    private static final Calls CALLS = Calls.find();
    private static final AtomicLong MAPPED = new AtomicLong();

    private HugePages() {}

    /** Memory that was mapped here and not freed yet, in bytes: it is not in the JVM's count of direct memory. */
    public static long mappedBytes() {
        return MAPPED.get();
    }

    /** A zeroed piece, aligned to its length where the system knows huge pages. */
    static UnsafeBuffer allocate() {
        MemorySegment mapped = CALLS == null ? null : CALLS.map();
        if (mapped == null) {
            return Pages.allocate(PIECE_BYTES);
        }
        MAPPED.addAndGet(PIECE_BYTES);
        return new UnsafeBuffer(mapped.asByteBuffer());
    }

    /** What is asked of the system. */
    private record Calls(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {
        /** Null where the system has not these calls, or numbers them otherwise. */
        @SuppressWarnings("restricted")
        static Calls find() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return null;
            }
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor range = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG);
            return new Calls(
                    call(
                            linker,
                            "mmap",
                            FunctionDescriptor.of(
                                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG)),
                    call(linker, "munmap", range),
                    call(linker, "madvise", range.appendArgumentLayouts(new MemoryLayout[] {JAVA_INT})));
        }

        @SuppressWarnings("restricted")
        private static MethodHandle call(Linker linker, String name, FunctionDescriptor descriptor) {
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
        }

        /**
         * Maps twice as much as is wanted and gives back what is before and after the aligned piece; null if refused.
         */
        @SuppressWarnings("restricted")
        MemorySegment map() {
            try {
                long all = (long)
                        mmap.invokeExact(0L, 2L * PIECE_BYTES, PROT_READ_AND_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
                if (all == MAP_FAILED) {
                    return null;
                }
                long piece = all + PIECE_BYTES - 1 & -PIECE_BYTES;
                unmap(all, piece - all);
                unmap(piece + PIECE_BYTES, all + PIECE_BYTES - piece);
                int advised = (int) madvise.invokeExact(piece, (long) PIECE_BYTES, MADV_HUGEPAGE);
                return MemorySegment.ofAddress(piece).reinterpret(PIECE_BYTES, Arena.ofAuto(), this::free);
            } catch (Throwable e) {
                throw new IllegalStateException("memory: could not be mapped", e);
            }
        }

        private void free(MemorySegment piece) {
            unmap(piece.address(), PIECE_BYTES);
            MAPPED.addAndGet(-PIECE_BYTES);
        }

        private void unmap(long address, long lengthBytes) {
            if (lengthBytes == 0) {
                return;
            }
            try {
                int result = (int) munmap.invokeExact(address, lengthBytes);
                if (result != 0) {
                    throw new IllegalStateException("memory: could not be unmapped");
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("memory: could not be unmapped", e);
            }
        }
    }
}
