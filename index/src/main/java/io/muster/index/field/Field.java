package io.muster.index.field;

import io.muster.index.criterion.CriterionSource;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;

/** One field of the customers of one workspace, with the criteria over it. One thread. */
public abstract class Field extends CriterionSource {
    private final String name;
    private final FieldKind kind;

    protected Field(String name, FieldKind kind) {
        this.name = name;
        this.kind = kind;
    }

    public final String name() {
        return name;
    }

    public final FieldKind kind() {
        return kind;
    }

    /** Whether no more different values can come, or no more at all. */
    public boolean isFull() {
        return false;
    }

    /** Takes the customer's value away. */
    public abstract void clear(int ordinal);

    /** The customer's value as a Java object, or null: for people, not for the hot path. */
    public abstract Object value(int ordinal);

    /** Adds the values as they are. */
    public abstract void freeze(Frozen into);

    /** Takes the values that were saved in the place of what is here; there are no criteria yet. */
    public abstract void restore(StateReader in) throws SnapshotException;

    /** Size of its values' memory off the heap, and of the bitmaps that stand for values. */
    public long bytes() {
        return 0;
    }
}
