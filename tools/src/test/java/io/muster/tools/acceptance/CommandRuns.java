package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.tools.MusterCommand;
import io.muster.tools.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Runs {@code muster} commands in this process against one server. One thread. */
final class CommandRuns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String server;

    CommandRuns(int port) {
        server = "127.0.0.1:" + port;
    }

    /** What a command printed, and what it ended with. */
    record Run(int exitCode, byte[] outBytes, String err) {
        String out() {
            return new String(outBytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(outBytes);
            } catch (IOException e) {
                throw new UncheckedIOException(out(), e);
            }
        }
    }

    /** Runs a command that may fail. */
    Run run(String... words) {
        return runWithInput("", words);
    }

    /** Runs a command that may fail and reads {@code input}. */
    Run runWithInput(String input, String... words) {
        return runWithInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), words);
    }

    /** Runs a command that may fail and reads {@code input}. */
    Run runWithInput(InputStream input, String... words) {
        String[] arguments = Arrays.copyOf(words, words.length + 2);
        arguments[words.length] = "--server";
        arguments[words.length + 1] = server;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = MusterCommand.run(Terminal.of(input, out, err, false), arguments);
        return new Run(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that must be done, exit code 0. */
    Run done(String... words) {
        return done(run(words), words);
    }

    /** Runs a command that must fail, and reads what it tells as JSON. */
    JsonNode errorJson(String... words) {
        Run run = run(words);
        assertNotEquals(0, run.exitCode(), () -> String.join(" ", words) + "\n" + run.out());
        try {
            return JSON.readTree(run.err());
        } catch (IOException e) {
            throw new UncheckedIOException(run.err(), e);
        }
    }

    /** Loads records that must all be taken. */
    Run loaded(String lines) {
        String[] words = {"load", "-"};
        return done(runWithInput(lines, words), words);
    }

    private static Run done(Run run, String... words) {
        assertEquals(0, run.exitCode(), () -> String.join(" ", words) + "\n" + run.out() + run.err());
        return run;
    }
}
