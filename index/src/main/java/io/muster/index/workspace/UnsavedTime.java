package io.muster.index.workspace;

import io.muster.index.field.DateField;
import io.muster.index.field.Schema;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;

/**
 * What the passing of time does to rules that are not saved. It is done when such a rule is to be answered, and not
 * when it is due: what commands do must not depend on who asks what meanwhile. While the engine is within the work of
 * an instant, a rule that is not saved is there already, and those that are saved in part. One thread.
 */
public final class UnsavedTime {
    private static final int VISITS_AT_ONCE = 2_048;

    private final EngineTime time;
    private final DueHeap heap;
    private final Schema schema;

    UnsavedTime(EngineTime time, DueHeap heap, Schema schema) {
        this.time = time;
        this.heap = heap;
        this.schema = schema;
    }

    /** Does what is due by the engine's now, or a part of it; returns whether that was all. */
    public boolean catchUp() {
        int left = VISITS_AT_ONCE;
        for (DateField field : schema.dates()) {
            left -= field.sweepUnsaved(left);
            if (left <= 0) {
                return false;
            }
        }
        while (heap.nextMillis() <= time.nowMillis()) {
            if (left <= 0) {
                return false;
            }
            left -= heap.next().run(left);
        }
        return true;
    }
}
