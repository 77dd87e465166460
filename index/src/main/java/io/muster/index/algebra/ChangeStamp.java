package io.muster.index.algebra;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Says whether something changed while it was read: a sequence lock.
 *
 * <pre>
 *  value:  sequence of the last command that changed it (63) | whether one is at it (1)
 * </pre>
 *
 * <p>Assumptions: one writer, which opens the stamp before it changes anything, and closes it at the end of the
 * command, with a sequence greater than any before.
 *
 * <p>Guarantees: who finds the stamp closed, reads, and then finds it {@link #isStill the same} has read what the
 * command of that sequence left. Who does not has read nothing of use: any mixture of before and after, and what is
 * read may have thrown.
 *
 * <p>Progress: the writer is wait-free and never learns of readers; a reader must know when to give up.
 */
final class ChangeStamp {
    private static final VarHandle VALUE;

    @SuppressWarnings("unused")
    private long value;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(ChangeStamp.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A command is about to change it; whether that is the first time within the command. The writer's thread. */
    boolean open() {
        long before = (long) VALUE.get(this);
        if (isOpen(before)) {
            return false;
        }
        VALUE.setOpaque(this, before | 1);
        VarHandle.storeStoreFence();
        return true;
    }

    /** The command of this sequence is done. The writer's thread. */
    void close(long sequence) {
        VALUE.setRelease(this, sequence << 1);
    }

    /** What to read before what it stands for. Any thread. */
    long read() {
        return (long) VALUE.getAcquire(this);
    }

    /** Whether nothing has changed, or begun to, since {@link #read} gave this. Any thread. */
    boolean isStill(long stamp) {
        VarHandle.loadLoadFence();
        return (long) VALUE.getOpaque(this) == stamp;
    }

    /** Whether a command was at it. */
    static boolean isOpen(long stamp) {
        return (stamp & 1) != 0;
    }

    /** Sequence of the last command that had changed it. */
    static long sequence(long stamp) {
        return stamp >> 1;
    }
}
