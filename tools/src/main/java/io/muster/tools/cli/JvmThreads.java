package io.muster.tools.cli;

import io.muster.server.thread.Niceness;
import java.io.IOException;
import java.util.List;

/** The JVM's own threads that compile what runs often, and those of ZGC that collect while the others run. */
public final class JvmThreads {
    /** As Linux has their names. What ZGC does in its pauses is done by another thread, which stays as it is. */
    static final List<String> NAMES = List.of("C1 Compiler", "C2 Compiler", "ZWorker");

    private JvmThreads() {}

    /** They, and those that they start, give way to ordinary threads of this and other processes from now on. */
    public static void makeNice() throws IOException {
        for (String name : NAMES) {
            ThreadNiceness.set(name, Niceness.PREPARING);
        }
    }
}
