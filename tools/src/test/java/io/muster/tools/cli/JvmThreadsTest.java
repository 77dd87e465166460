package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.server.thread.Niceness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class JvmThreadsTest {
    private static final Path THREADS = Path.of("/proc/self/task");

    /** In {@code /proc/…/stat} after the name, which may have blanks: the state is the first. */
    private static final int NICENESS_FIELD = 16;

    @Test
    void shouldMakeCompilersAndCollectorsNiceAndNothingElse() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(THREADS), "Linux only");
        assumeTrue(niceness(Files.readString(Path.of("/proc/self/stat"))) < Niceness.PREPARING, "nice itself");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process shown = new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseZGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shown.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> nice = new TreeSet<>(new String(shown.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
        assertEquals(0, shown.waitFor());
        assertEquals(new TreeSet<>(JvmThreads.NAMES), nice);
    }

    private static int niceness(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
        return Integer.parseInt(fields[NICENESS_FIELD]);
    }

    /** A JVM with ZGC that prints which of its threads are nicer than they began. */
    static final class Shown {
        private Shown() {}

        public static void main(String[] arguments) throws IOException {
            JvmThreads.makeNice();
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
                for (Path thread : threads) {
                    String stat = Files.readString(thread.resolve("stat"));
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    if (niceness(stat) == Niceness.PREPARING) {
                        System.out.println(JvmThreads.NAMES.stream()
                                .filter(name::startsWith)
                                .findFirst()
                                .orElse(name));
                    }
                }
            }
        }
    }
}
