package io.muster.index.column;

import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.StateWriter;

/** Texts that are written some at a time. One thread. */
final class FrozenTexts implements Part {
    private static final int TEXTS_AT_ONCE = 256;

    private final String[] texts;
    private int next;

    /** @param texts not changed afterwards; some may be null */
    FrozenTexts(String[] texts) {
        this.texts = texts;
    }

    @Override
    public boolean write(StateWriter out) {
        for (int i = 0; i < TEXTS_AT_ONCE && next < texts.length; i++) {
            out.putText(texts[next++]);
        }
        return next == texts.length;
    }
}
