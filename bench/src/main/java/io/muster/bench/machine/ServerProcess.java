package io.muster.bench.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started as this one was. */
public final class ServerProcess implements AutoCloseable {
    private static final String LISTENING = "muster is listening on ";
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and returns when it listens. What it logs goes to standard error.
     *
     * @param more options of {@code muster serve}
     */
    public static ServerProcess start(Path data, int expectedCustomers, String... more) throws IOException {
        return start(List.of(), data, expectedCustomers, more);
    }

    /**
     * As above.
     *
     * @param before what the command line begins with, such as {@code taskset}
     */
    public static ServerProcess start(List<String> before, Path data, int expectedCustomers, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.muster.tools.MusterCommand", "serve"));
        command.addAll(List.of("--data", data.toString(), "--port", "0"));
        command.addAll(List.of("--expected-customers", Integer.toString(expectedCustomers)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerProcess(process, port(process));
    }

    public int port() {
        return port;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks it to stop and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                return Integer.parseInt(
                        line.substring(line.lastIndexOf(':') + 1).strip());
            }
        }
        process.destroyForcibly();
        throw new IOException("the server ended before it listened");
    }
}
