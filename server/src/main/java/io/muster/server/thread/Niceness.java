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
 * raise it; elsewhere nothing is done. Failure is logged and changes nothing.
 */
public final class Niceness {
    /** As threads are that nobody made nice. */
    public static final int ORDINARY = 0;

    /** Gives way to ordinary threads of this and other processes, and still gets a quarter of a core they all want. */
    public static final int YIELDING = 5;

    /** Gives way to these too, and still gets a tenth of a core: for what makes later work faster. */
    public static final int PREPARING = 10;

    /** Gives way to all others: for work in the background that nobody waits for. */
    public static final int LOWEST = 19;

    static final int PRIO_PROCESS = 0;
    static final int CALLING_THREAD = 0;

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    private Niceness() {}

    /** Sets the niceness of the calling thread, see setpriority(2). */
    public static void set(int niceness) {
        if (isLinux()) {
            setPriority(CALLING_THREAD, Thread.currentThread().getName(), niceness);
        }
    }

    /**
     * Sets the niceness of another thread of this process.
     *
     * @param thread by the number that Linux gives it
     * @param name to be told of where it fails
     */
    public static void set(int thread, String name, int niceness) {
        if (isLinux()) {
            setPriority(thread, name, niceness);
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    @SuppressWarnings("restricted")
    private static void setPriority(int thread, String name, int niceness) {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            int result = (int) setPriority.invokeExact(PRIO_PROCESS, thread, niceness);
            if (result != 0) {
                LOG.warn("niceness of {}: the system refused {}", name, niceness);
            }
        } catch (Throwable e) {
            LOG.warn("niceness of {}: could not be set", name, e);
        }
    }
}
