package io.muster.server.wire.question;

import io.muster.index.ReadersCount;
import io.muster.index.answer.RuleCount;
import io.muster.server.wire.session.PieceTurns;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Counts on the I/O thread, beside the engine's; where records change the segments faster than they are counted, the
 * engine is asked after all.
 */
final class ReaderCounting implements PieceTurns.Work {
    /** Pages of a set that a piece looks at: a tenth of a millisecond where they have bits in them. */
    static final int VISITS = 512;

    private static final int MOST_TRIES = 3;

    private final Session session;
    private final SlowReply reply;
    private final ReadersCount count;
    private final LongSupplier sequence;
    private final BiConsumer<Long, RuleCount> answer;
    private final Runnable askEngine;
    private int tries;
    private boolean begun;

    /**
     * A counting that has not begun.
     *
     * @param sequence the last that readers see
     * @param answer takes the sequence and the sizes
     * @param askEngine takes over where they can't be found here
     */
    ReaderCounting(
            Session session,
            SlowReply reply,
            ReadersCount count,
            LongSupplier sequence,
            BiConsumer<Long, RuleCount> answer,
            Runnable askEngine) {
        this.session = session;
        this.reply = reply;
        this.count = count;
        this.sequence = sequence;
        this.answer = answer;
        this.askEngine = askEngine;
    }

    @Override
    public boolean step() {
        if (session.isGone()) {
            reply.end();
            return true;
        }
        try {
            return count();
        } catch (RuntimeException e) {
            reply.fail(e);
            return true;
        }
    }

    private boolean count() {
        if (!begun) {
            if (++tries > MOST_TRIES) {
                askEngine.run();
                return true;
            }
            begun = count.begin(sequence);
        }
        if (!begun || !count.step(VISITS)) {
            return false;
        }
        RuleCount found = count.get();
        if (found == null) {
            begun = false;
            return false;
        }
        answer.accept(count.sequence(), found);
        return true;
    }
}
