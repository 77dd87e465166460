package io.muster.tools.cli;

import io.muster.server.thread.Niceness;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Niceness of threads of this process, the JVM's own too, by the names that Linux has them under. */
final class ThreadNiceness {
    private static final Path THREADS = Path.of("/proc/self/task");

    private ThreadNiceness() {}

    /**
     * Sets it for those whose name begins so; threads that these start have it from them. Nothing is done where the
     * system has no such list.
     *
     * @param beginning of a name of which there are 15 characters at most
     */
    static void set(String beginning, int niceness) throws IOException {
        if (!Files.isDirectory(THREADS)) {
            return;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                String name = name(thread);
                if (name.startsWith(beginning)) {
                    Niceness.set(Integer.parseInt(thread.getFileName().toString()), name, niceness);
                }
            }
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
