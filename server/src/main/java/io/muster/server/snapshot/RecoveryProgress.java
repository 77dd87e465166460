package io.muster.server.snapshot;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how a recovery gets on: often to whoever asks the server, every few seconds to the log. One thread. */
final class RecoveryProgress {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long TELL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOG_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long MIB = 1 << 20;

    private final Consumer<String> told;
    private final long startNs = System.nanoTime();
    private long toldNs = startNs;
    private long loggedNs = startNs;

    RecoveryProgress(Consumer<String> told) {
        this.told = told;
    }

    void snapshot(long readBytes, long allBytes) {
        if (isTime()) {
            tell("restored " + readBytes / MIB + " of " + allBytes / MIB + " MiB of the snapshot");
        }
    }

    void journal(long sequence, long commands) {
        if (isTime()) {
            tell("replayed " + commands + " commands of the journal, up to sequence " + sequence);
        }
    }

    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    private boolean isTime() {
        return System.nanoTime() - toldNs >= TELL_NS;
    }

    private void tell(String text) {
        toldNs = System.nanoTime();
        told.accept(text);
        if (toldNs - loggedNs >= LOG_NS) {
            loggedNs = toldNs;
            LOG.info("starting: {}", text);
        }
    }
}
