package io.muster.server.soak;

import static org.awaitility.Awaitility.await;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@link SoakServer}, or another, as a process of its own. One thread, but for {@link #connect} and {@link #options}.
 */
public final class SoakedProcess implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final Duration END_DEADLINE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Pattern PORT = Pattern.compile(Pattern.quote(SoakServer.LISTENING) + "(\\d+)\n");
    private static final Pattern MEMORY = Pattern.compile(Pattern.quote(SoakServer.MEMORY) + "(\\d+) (\\d+)\n");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    private final Process process;
    private final Path log;
    private final int port;
    private int asked;

    private SoakedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        port = Integer.parseInt(printed(PORT, 1).group(1));
    }

    /** Returns when it listens. What it prints goes to {@code log}, which must not be there yet. */
    static SoakedProcess start(Path data, Path log) throws IOException {
        return start(data, log, List.of("-Xms192m", "-Xmx192m", "-XX:MaxDirectMemorySize=256m"), List.of());
    }

    /** The same with so much memory: options of the JVM, and further arguments. */
    static SoakedProcess start(Path data, Path log, List<String> memory, List<String> arguments) throws IOException {
        return start(SoakServer.class, data, log, memory, arguments);
    }

    /** Another server, which says as {@link SoakServer#LISTENING} on what port it listens. */
    public static SoakedProcess start(Class<?> server, Path data, Path log, List<String> memory, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("muster.root", "..")).resolve("tools/jvm.options"),
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(memory);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), server.getName(), data.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new SoakedProcess(process, log);
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    ClientOptions options() {
        return ClientOptions.of("127.0.0.1", port);
    }

    public MusterClient connect() {
        return MusterClient.connect(options());
    }

    /** What it ends with; waits for that. */
    int exitCode() {
        awaitEnd();
        return process.exitValue();
    }

    /** How much it has now, after a collection. */
    SoakSample sample() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
        Matcher memory = printed(MEMORY, ++asked);
        Path directory = Path.of("/proc", Long.toString(process.pid()));
        String status = Files.readString(directory.resolve("status"));
        return new SoakSample(
                1024 * number(RESIDENT, status),
                Long.parseLong(memory.group(1)),
                Long.parseLong(memory.group(2)),
                descriptors(directory.resolve("fd")),
                number(THREADS, status));
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Lets it stop as on SIGTERM. */
    void stop() throws IOException {
        process.getOutputStream().close();
        awaitEnd();
        if (!Files.readString(log).contains(SoakServer.STOPPED)) {
            throw new IllegalStateException("the server did not stop cleanly:\n" + Files.readString(log));
        }
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd() {
        await("the end of process " + process.pid())
                .atMost(END_DEADLINE)
                .pollInterval(LOOK)
                .until(() -> !process.isAlive());
    }

    private Matcher printed(Pattern pattern, int times) {
        return await("'" + pattern + "' in " + log)
                .atMost(START_DEADLINE)
                .pollInterval(LOOK)
                .until(() -> found(pattern, times), found -> found != null);
    }

    private Matcher found(Pattern pattern, int times) throws IOException {
        String printed = Files.readString(log);
        Matcher matcher = pattern.matcher(printed);
        for (int i = 0; i < times; i++) {
            if (!matcher.find()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the server ended with " + process.exitValue() + ":\n" + printed);
                }
                return null;
            }
        }
        return matcher;
    }

    private static long number(Pattern pattern, String status) {
        Matcher matcher = pattern.matcher(status);
        if (!matcher.find()) {
            throw new IllegalStateException("found no " + pattern + " in " + status);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static long descriptors(Path directory) throws IOException {
        try (Stream<Path> open = Files.list(directory)) {
            return open.count();
        }
    }
}
