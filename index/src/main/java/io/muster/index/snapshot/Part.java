package io.muster.index.snapshot;

/**
 * A structure, or a part of one, as it was when a snapshot began: what is changed meanwhile is kept aside for it. The
 * engine's thread.
 */
public interface Part {
    /**
     * Writes some tens of kilobytes of it.
     *
     * @return whether that was the last
     */
    boolean write(StateWriter out);

    /** Nothing needs to be kept for it any more; called once, also if not all was written. */
    default void release() {}
}
