package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of Redis, as the system has it. */
final class RedisTool {
    private static final int TIMEOUT_SECONDS = 60;

    private RedisTool() {}

    /**
     * Leaves the test out, and says why, where the program is missing; {@code -Dmuster.redis=required}, which
     * {@code .ci/run} gives, makes that a failure.
     */
    static void require(String program) {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        String needed = program + ": not found, expected on the PATH; apt-get install redis-tools redis-server";
        assertFalse(!there && "required".equals(System.getProperty("muster.redis")), needed);
        assumeTrue(there, needed);
    }

    /** What it prints. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = start(List.of(command));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "still running: " + List.of(command));
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }

    /** Starts it, both its outputs together. */
    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
    }
}
