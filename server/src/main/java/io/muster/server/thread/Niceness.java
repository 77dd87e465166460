package io.muster.server.thread;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that carry loads give way to those that answer: where cores are fewer than busy threads, a look-up would
 * otherwise wait for the scheduler's turn, several milliseconds. On Linux niceness belongs to a thread, and anyone may
 * raise it; elsewhere nothing is done.
 */
public final class Niceness {
    /** Gives way to ordinary threads of this and other processes, and still gets a tenth of a core they all want. */
    public static final int YIELDING = 10;

    /** Gives way to these too: for work in the background that nobody waits for. */
    public static final int LOWEST = 19;

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private Niceness() {}

    /** Sets the niceness of the calling thread, see setpriority(2). Failure is logged and changes nothing. */
    @SuppressWarnings("restricted")
    public static void set(int niceness) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            int result = (int) setPriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, niceness);
            if (result != 0) {
                LOG.warn(
                        "niceness of {}: the system refused {}",
                        Thread.currentThread().getName(),
                        niceness);
            }
        } catch (Throwable e) {
            LOG.warn("niceness of {}: could not be set", Thread.currentThread().getName(), e);
        }
    }
}
