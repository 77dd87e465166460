package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.thread.Niceness;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThreadNicenessTest {
    private static final int NICE_FIELD = 16;

    private final CountDownLatch started = new CountDownLatch(2);
    private final CountDownLatch ends = new CountDownLatch(1);

    @Test
    void shouldBeThatOfTheNamedThreadsAndOfNoOther() throws Exception {
        Thread named = start("nice-named-1");
        Thread other = start("nice-other-1");
        assertTrue(started.await(30, TimeUnit.SECONDS));
        int usual = niceness("nice-other-1");
        ThreadNiceness.set("nice-named", Niceness.LOWEST);
        assertEquals(Niceness.LOWEST, niceness("nice-named-1"));
        assertEquals(usual, niceness("nice-other-1"));
        ends.countDown();
        named.join();
        other.join();
    }

    private Thread start(String name) {
        return Thread.ofPlatform().name(name).start(() -> {
            started.countDown();
            try {
                ends.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static int niceness(String name) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat = stat(thread);
                if (stat.contains("(" + name + ")")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    return Integer.parseInt(fields[NICE_FIELD]);
                }
            }
        }
        throw new AssertionError("no thread " + name);
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
