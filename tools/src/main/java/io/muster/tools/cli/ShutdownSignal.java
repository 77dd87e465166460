package io.muster.tools.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a command that stays up end cleanly. SIGTERM and the first SIGINT ask it to: it closes what it holds and ends
 * with its own exit code. The second SIGINT ends the process at once, with 130: what was acknowledged at durability
 * disk is safe, nothing else is finished. Whatever else ends the process waits until the command has closed.
 */
final class ShutdownSignal implements AutoCloseable {
    /** As shells tell that SIGINT ended a process: 128 and the signal's number. */
    static final int INTERRUPTED_EXIT_CODE = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger interrupts = new AtomicInteger();
    private final Thread hook = new Thread(this::holdUntilDone, "shutdown");
    private final ProcessSignals.Handling terminate = ProcessSignals.handle("TERM", asked::countDown);
    private final ProcessSignals.Handling interrupt = ProcessSignals.handle("INT", this::interrupted);

    ShutdownSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns when the process is asked to end. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed: the process may go. */
    @Override
    public void close() {
        done.countDown();
        terminate.close();
        interrupt.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            asked.countDown();
        }
    }

    private void interrupted() {
        asked.countDown();
        if (interrupts.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(INTERRUPTED_EXIT_CODE);
        }
    }

    private void holdUntilDone() {
        asked.countDown();
        try {
            done.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
