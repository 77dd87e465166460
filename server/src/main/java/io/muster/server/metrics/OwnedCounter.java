package io.muster.server.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count that one thread raises and any reads: a plain load and an opaque store, no atomic operation. */
public final class OwnedCounter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(OwnedCounter.class, "value", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private long value;

    /** The owner's thread. */
    public void add(long count) {
        VALUE.setOpaque(this, value + count);
    }

    /** Any thread; what the owner has added, or had a moment ago. */
    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
