package io.muster.tools.cli;

import io.muster.server.thread.Niceness;
import java.io.IOException;

/** The JVM's own threads that compile what runs often. */
public final class CompilerThreads {
    private CompilerThreads() {}

    /** They, and those that they start, give way to ordinary threads of this and other processes from now on. */
    public static void makeNice() throws IOException {
        ThreadNiceness.set("C1 Compiler", Niceness.PREPARING);
        ThreadNiceness.set("C2 Compiler", Niceness.PREPARING);
    }
}
