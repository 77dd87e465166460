package io.muster.index.snapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The parts of a workspace as they were at one moment, in the order in which they are written. Structures add
 * themselves to it, all at that moment. The engine's thread.
 */
public final class Frozen {
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Aside aside;

    /** @param aside where old bytes are kept */
    public Frozen(Aside aside) {
        this.aside = aside;
    }

    /** Where what is changed meanwhile is kept. */
    public Aside aside() {
        return aside;
    }

    public void add(Part part) {
        parts.add(part);
    }

    /** A few values that {@code writing} has taken copies of already. */
    public void add(Structure structure, Consumer<StateWriter> writing) {
        parts.add(out -> {
            out.begin(structure);
            writing.accept(out);
            return true;
        });
    }

    /** Writes some; returns whether that was the last. */
    public boolean write(StateWriter out) {
        Part first = parts.peek();
        if (first != null && first.write(out)) {
            first.release();
            parts.remove();
        }
        return parts.isEmpty();
    }

    /** Lets go of all that was not written. */
    public void release() {
        parts.forEach(Part::release);
        parts.clear();
    }
}
