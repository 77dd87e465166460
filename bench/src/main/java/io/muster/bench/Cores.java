package io.muster.bench;

import java.io.IOException;
import java.util.List;

/** Which cores the load and the server run on, so that neither takes the other's. Linux, with {@code taskset}. */
final class Cores {
    private final int last = Runtime.getRuntime().availableProcessors() - 1;

    /** Moves this process, all of its threads, to the last core. */
    void takeLast() throws IOException {
        if (last < 1) {
            throw new IOException("found one core, expected two or more to keep load and server apart");
        }
        move(Integer.toString(last), pid());
    }

    private static void move(String cores, String pid) throws IOException {
        List<String> command = List.of("taskset", "-a", "-c", "-p", cores, pid);
        Process moving = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = moving.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": found exit code " + code + ", expected 0");
        }
    }

    /** Moves a process, all of its threads, to the others. */
    void giveOthers(ProcessHandle process) throws IOException {
        move(others().getLast(), Long.toString(process.pid()));
    }

    /** What to put before a command so that it runs on the others. */
    List<String> others() {
        return List.of("taskset", "-c", last == 1 ? "0" : "0-" + (last - 1));
    }

    /** Moves a process, all of its threads, to the last core. */
    void giveLast(ProcessHandle process) throws IOException {
        move(Integer.toString(last), Long.toString(process.pid()));
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }
}
