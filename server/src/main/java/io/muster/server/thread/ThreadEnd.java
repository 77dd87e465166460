package io.muster.server.thread;

/** Waits for a thread that was told to end. */
public final class ThreadEnd {
    private ThreadEnd() {}

    /** Returns when {@code thread} has ended, and not before; an interrupt of the caller is kept for afterwards. */
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
