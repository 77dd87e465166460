package io.muster.server.wire.question;

import io.muster.index.SlowAnswer;
import java.util.function.LongSupplier;

/**
 * An answer found in steps, with the sequence that it is of. The engine's thread.
 *
 * @param <T> what is answered
 */
public final class SequencedAnswer<T> implements SlowAnswer<Answer<T>> {
    private static final long UNKNOWN = -1;

    private final SlowAnswer<T> asked;
    private final LongSupplier now;
    private long sequence = UNKNOWN;

    /** @param now the sequence of the last command applied */
    public SequencedAnswer(SlowAnswer<T> asked, LongSupplier now) {
        this.asked = asked;
        this.now = now;
    }

    @Override
    public boolean step() {
        boolean last = asked.step();
        if (sequence == UNKNOWN && (last || asked.isFixed())) {
            sequence = now.getAsLong();
        }
        return last;
    }

    @Override
    public boolean isFixed() {
        return asked.isFixed();
    }

    @Override
    public Answer<T> get() {
        return new Answer<>(sequence, asked.get());
    }

    @Override
    public void close() {
        asked.close();
    }
}
