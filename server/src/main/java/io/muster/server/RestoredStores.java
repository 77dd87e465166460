package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.SlowAnswer;
import io.muster.server.pipeline.Pipeline;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves profiles and keys that were restored to where they stay, between commands, once the server serves.
 * {@link #close} gives it up: nothing depends on it.
 */
final class RestoredStores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredStores.class);

    private final long startNs = System.nanoTime();
    private volatile boolean closed;

    RestoredStores(Pipeline pipeline) {
        pipeline.querySlowly(this::moving).thenAccept(this::tell);
    }

    @Override
    public void close() {
        closed = true;
    }

    private SlowAnswer<Long> moving(Engine engine) {
        SlowAnswer<Long> moving = engine.moveRestored();
        return new SlowAnswer<>() {
            @Override
            public boolean step() {
                return closed || moving.step();
            }

            @Override
            public Long get() {
                return moving.get();
            }

            @Override
            public void close() {
                moving.close();
            }
        };
    }

    private void tell(long moved) {
        if (moved > 0 && !closed) {
            LOG.info(
                    "moved {} profiles and keys of the snapshot to their maps within {} ms, beside what was asked",
                    moved,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        }
    }
}
