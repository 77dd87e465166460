package io.muster.bench.machine;

import java.io.IOException;

/** Processes that do nothing for a while (SIGSTOP), so that they take nothing from others. Unix. */
public final class Freezing {
    private Freezing() {}

    /** Stops it where it is. */
    public static void freeze(ProcessHandle process) throws IOException {
        signal("-STOP", process);
    }

    /** Lets it go on. */
    public static void thaw(ProcessHandle process) throws IOException {
        signal("-CONT", process);
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        int code = kill.onExit().join().exitValue();
        if (code != 0 && process.isAlive()) {
            throw new IOException("kill " + name + " " + process.pid() + ": found exit code " + code + ", expected 0");
        }
    }
}
