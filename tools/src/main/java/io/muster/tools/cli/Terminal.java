package io.muster.tools.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes; always UTF-8.
 *
 * @param in records from standard input
 * @param out answers; buffered, flushed when the command ends
 * @param err progress and errors; flushed with every line
 * @param interactive whether someone is watching
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** The process's own. */
    public static Terminal ofProcess() {
        Console console = System.console();
        boolean watched = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return of(
                System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), watched);
    }

    /** Whether someone is watching who can be shown more than ASCII. */
    public boolean showsSymbols() {
        return interactive && "UTF-8".equalsIgnoreCase(System.getProperty("stdout.encoding"));
    }

    /** What is typed up to the end of the line, without blanks around it. */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Any streams. */
    public static Terminal of(InputStream in, OutputStream out, OutputStream err, boolean interactive) {
        return new Terminal(
                in,
                new PrintStream(new java.io.BufferedOutputStream(out, BUFFER_BYTES), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive);
    }
}
