package io.muster.index;

import io.muster.index.snapshot.Aside;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.StateWriter;
import java.util.function.Consumer;

/** A structure by itself that is saved step by step. */
public final class SavedParts {
    private final SavedBlocks blocks = new SavedBlocks();
    private final StateWriter out = new StateWriter();
    private final Aside aside = new Aside();
    private final Frozen frozen = new Frozen(aside);

    /** Freezes it now. */
    public SavedParts(Consumer<Frozen> freezing) {
        out.to(blocks);
        freezing.accept(frozen);
    }

    /** Writes some; returns whether that was the last. */
    public boolean write() {
        boolean last = frozen.write(out);
        if (last) {
            out.finish();
        }
        return last;
    }

    /** Lets go of what was not written. */
    public void release() {
        frozen.release();
    }

    /** What was written, from its beginning. */
    public StateReader reader() {
        return new StateReader(blocks.source());
    }

    /** Size of the memory for what is kept aside. */
    public long asideBytes() {
        return aside.bytes();
    }
}
