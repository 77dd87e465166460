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
        List<String> command = List.of("taskset", "-a", "-c", "-p", Integer.toString(last), pid());
        Process moving = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = moving.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": found exit code " + code + ", expected 0");
        }
    }

    /** What to put before a command so that it runs on the others. */
    List<String> others() {
        return List.of("taskset", "-c", last == 1 ? "0" : "0-" + (last - 1));
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }
}
