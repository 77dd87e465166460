package io.muster.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ShutdownSignalTest {
    /** A command that never finishes what it has to. */
    static final class Stubborn {
        private Stubborn() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (ShutdownSignal signal = new ShutdownSignal()) {
                System.out.println("ready");
                signal.await();
                System.out.println("asked");
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void shouldAskOnceAndEndAtOnceWhenInterruptedTwice() throws Exception {
        Process process = new ProcessBuilder(
                        "env",
                        // whoever runs the tests in the background has made them ignore interrupts
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stubborn.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            awaitReady(out);
            interrupt(process);
            assertEquals("asked", out.readLine());
            assertTrue(process.isAlive());
            interrupt(process);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process goes on");
            assertEquals(ShutdownSignal.INTERRUPTED_EXIT_CODE, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    /** What a JVM says before it is asked (of JAVA_TOOL_OPTIONS) is passed over. */
    private static void awaitReady(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (!"ready".equals(line)) {
            assertNotNull(line, "the process ended");
            line = out.readLine();
        }
    }

    private static void interrupt(Process process) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    }
}
