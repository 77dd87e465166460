package io.muster.index.column;

import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.util.BitSet;
import java.util.List;

/**
 * Texts by number as they were when a snapshot began, written some at a time: of a list to which more may be added, and
 * in which a text may take the place of null, before which its owner says so. One thread.
 */
final class FrozenTexts implements Part {
    private static final int TEXTS_AT_ONCE = 256;

    private final Structure structure;
    private final List<String> texts;
    private final int size;
    private final Runnable released;
    private final BitSet missing = new BitSet();
    private boolean begun;
    private int next;

    /**
     * Takes the texts as they are.
     *
     * @param texts some of which may be null
     * @param released called when nothing needs to be told any more
     */
    FrozenTexts(Structure structure, List<String> texts, Runnable released) {
        this.structure = structure;
        this.texts = texts;
        this.released = released;
        size = texts.size();
    }

    /** A text is about to take the place of null. */
    void beforeText(int at) {
        if (at >= next && at < size) {
            missing.set(at);
        }
    }

    @Override
    public boolean write(StateWriter out) {
        if (!begun) {
            begun = true;
            out.begin(structure);
            out.putInt(size);
        }
        for (int i = 0; i < TEXTS_AT_ONCE && next < size; i++, next++) {
            out.putText(missing.get(next) ? null : texts.get(next));
        }
        return next == size;
    }

    @Override
    public void release() {
        released.run();
    }
}
