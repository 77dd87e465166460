package io.muster.index.snapshot;

/**
 * A walk through the engine's state as it was when the walk began, whatever is applied meanwhile. The engine's thread,
 * between commands. An engine has one at a time.
 */
public interface EngineSnapshot extends AutoCloseable {
    /** The last command that is in it. */
    long sequence();

    /** The engine's now at that command, milliseconds since the epoch. */
    long nowMillis();

    /**
     * Gives some blocks, for about a millisecond.
     *
     * @return false when all have been given
     */
    boolean step(BlockTarget target);

    /** Ends the walk, also before all was given; must be called. */
    @Override
    void close();
}
