package io.muster.index;

/**
 * An answer that takes long, found in steps so that records can be taken in between. The engine's thread. Nothing of it
 * is a command: it changes no membership.
 *
 * @param <T> what is answered
 */
public interface SlowAnswer<T> extends AutoCloseable {
    /** Does a part of the work; returns whether that was the last. The answer is of the moment of the last step. */
    boolean step();

    /** The answer, after the last step. */
    T get();

    /** Gives back what the work holds; must be called, also when it is given up. */
    @Override
    void close();

    /** Does all that is left at once. */
    default T finish() {
        try (this) {
            while (!step()) {
                continue;
            }
            return get();
        }
    }
}
