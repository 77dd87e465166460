package io.muster.tools.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a command that stays up end cleanly on SIGINT and SIGTERM: the process waits until the command has closed what
 * it holds.
 */
final class ShutdownSignal implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::holdUntilDone, "shutdown");

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
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            asked.countDown();
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
