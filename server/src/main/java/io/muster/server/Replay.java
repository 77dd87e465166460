package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.Outcome;
import io.muster.server.journal.CommandConsumer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the commands of a journal to an engine and tells the log how it gets on. One thread. */
final class Replay implements CommandConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final int COMMANDS_BETWEEN_LOOKS = 1 << 16;
    private static final long REPORT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    private final Engine engine;
    private final Outcome outcome = new Outcome();
    private final long startNs = System.nanoTime();
    private long reportedNs = startNs;

    Replay(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
        try {
            engine.apply(buffer, offset, length, outcome);
        } catch (RuntimeException e) {
            throw new IllegalStateException("replay: the engine broke at sequence " + sequence, e);
        }
        if (sequence % COMMANDS_BETWEEN_LOOKS == 0) {
            report(sequence);
        }
    }

    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    private void report(long sequence) {
        long nowNs = System.nanoTime();
        if (nowNs - reportedNs >= REPORT_INTERVAL_NS) {
            reportedNs = nowNs;
            LOG.info("replayed {} commands, {} a second", sequence, sequence * 1000 / Math.max(1, elapsedMillis()));
        }
    }
}
