package io.muster.server.wire.session;

import java.util.ArrayDeque;

/**
 * Lets only some of a connection's requests stand in the engine's queue at once; the others wait here, in order. So a
 * connection that asks a thousand things does not make everybody else wait for the thousandth. Belongs to the I/O
 * thread.
 */
final class EngineTurns {
    /** How many of one connection. */
    static final int AT_ONCE = 32;

    private final ArrayDeque<Turn> waiting = new ArrayDeque<>(0);
    private int going;
    private int ended;
    private boolean starting;

    private record Turn(SlowReply reply, Runnable ask) {}

    /** Runs {@code ask} now or when it is its turn; {@link #ended} is to follow. */
    void take(SlowReply reply, Runnable ask) {
        if (going < AT_ONCE) {
            going++;
            ask.run();
        } else {
            waiting.addLast(new Turn(reply, ask));
        }
    }

    /**
     * One that was asked has come to its end. The next may come to its own at once, and say so from within: that is
     * made up for by the loop, not on the stack.
     */
    void ended() {
        ended++;
        if (starting) {
            return;
        }
        starting = true;
        try {
            while (ended > 0) {
                ended--;
                startNext();
            }
        } finally {
            starting = false;
        }
    }

    /** The reply to one that was not asked, and will not be any more; null where none waits. */
    SlowReply forget() {
        Turn turn = waiting.pollFirst();
        return turn == null ? null : turn.reply();
    }

    private void startNext() {
        Turn next = waiting.pollFirst();
        if (next == null) {
            going--;
        } else {
            next.ask().run();
        }
    }
}
