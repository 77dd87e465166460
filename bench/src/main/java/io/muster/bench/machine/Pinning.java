package io.muster.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps processes and threads on cores of their own, with {@code taskset}. Linux. */
public final class Pinning {
    private Pinning() {}

    /** What to put before a command so that it runs on that core. */
    public static List<String> before(int core) {
        return List.of("taskset", "-c", Integer.toString(core));
    }

    /** Moves this process, all of its threads, to that core. */
    public static void process(int core) throws IOException {
        pin(core, Long.toString(ProcessHandle.current().pid()), "-a");
    }

    /** Moves another process, all of its threads, to that core. */
    public static void process(ProcessHandle process, int core) throws IOException {
        pin(core, Long.toString(process.pid()), "-a");
    }

    /** Lets another process, all of its threads, use all cores. */
    public static void free(ProcessHandle process) throws IOException {
        pin("0-" + (Runtime.getRuntime().availableProcessors() - 1), Long.toString(process.pid()), "-a");
    }

    /** Moves the calling thread, which must be a platform thread, to that core. */
    public static void thread(int core) throws IOException {
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
        pin(core, self.getFileName().toString());
    }

    private static void pin(int core, String id, String... options) throws IOException {
        pin(Integer.toString(core), id, options);
    }

    private static void pin(String cores, String id, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset"));
        command.addAll(List.of(options));
        command.addAll(List.of("-c", "-p", cores, id));
        Process pinning = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = pinning.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": found exit code " + code + ", expected 0");
        }
    }
}
