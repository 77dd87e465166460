package io.muster.index;

import java.util.function.Function;

/**
 * An answer that takes long, found in steps so that records can be taken in between. The engine's thread. Nothing of it
 * is a command: it changes no membership.
 *
 * @param <T> what is answered
 */
public interface SlowAnswer<T> extends AutoCloseable {
    /**
     * Does a part of the work; returns whether that was the last. The answer is of the moment of the step after which
     * it {@link #isFixed}, or else of the last.
     */
    boolean step();

    /** Whether all has been looked at that it depends on: later steps only work it out. */
    default boolean isFixed() {
        return false;
    }

    /** The answer, after the last step. */
    T get();

    /** Gives back what the work holds; must be called, also when it is given up. */
    @Override
    void close();

    /** An answer that is known already. */
    static <T> SlowAnswer<T> of(T value) {
        return new SlowAnswer<>() {
            @Override
            public boolean step() {
                return true;
            }

            @Override
            public T get() {
                return value;
            }

            @Override
            public void close() {}
        };
    }

    /** The same work, of whose answer something else is made right after the last step. */
    default <R> SlowAnswer<R> map(Function<T, R> mapping) {
        SlowAnswer<T> asked = this;
        return new SlowAnswer<>() {
            private R mapped;

            @Override
            public boolean step() {
                boolean last = asked.step();
                if (last) {
                    mapped = mapping.apply(asked.get());
                }
                return last;
            }

            @Override
            public boolean isFixed() {
                return asked.isFixed();
            }

            @Override
            public R get() {
                return mapped;
            }

            @Override
            public void close() {
                asked.close();
            }
        };
    }

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
