package io.muster.tools.acceptance;

import static org.awaitility.Awaitility.await;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.tools.MusterCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code muster serve} as a process of its own, so that it can be killed. One thread. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final Duration END_DEADLINE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("muster is listening on [^:]+:(\\d+)\n");

    private final Process process;
    private final Path log;
    private final int port;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.port = awaitPort();
    }

    /**
     * Starts a server on a manual clock and returns when it listens.
     *
     * @param data its directory
     * @param log takes what it prints; must not be there yet
     */
    static ServerProcess start(Path data, Instant now, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                // whoever runs the tests in the background has made them ignore interrupts
                "--default-signal=INT",
                java(),
                jvmOptions(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(ServerClasses.options());
        command.addAll(List.of(
                MusterCommand.class.getName(),
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--clock",
                "manual",
                "--now",
                now.toString(),
                "--expected-customers",
                "10000"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new ServerProcess(process, log);
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String jvmOptions() {
        return "@" + Path.of(System.getProperty("muster.root", "..")).resolve("tools/jvm.options");
    }

    MusterClient connect() {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", port));
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        await("the end of process " + process.pid()).atMost(END_DEADLINE).until(() -> !process.isAlive());
    }

    /** SIGTERM; returns when the process is gone. */
    void stop() {
        process.destroy();
        await("the end of process " + process.pid()).atMost(END_DEADLINE).until(() -> !process.isAlive());
    }

    /** Sends a signal, such as TERM; returns the exit code when the process is gone. */
    int endBy(String signal) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        await("the end of process " + process.pid()).atMost(END_DEADLINE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        kill();
    }

    private int awaitPort() {
        return await("a server that listens")
                .atMost(START_DEADLINE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> portOrZero(process, log), found -> found > 0);
    }

    /** Where it listens, once it does; throws with what it printed where it has ended. */
    static int portOrZero(Process process, Path log) throws IOException {
        String printed = Files.readString(log);
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended with " + process.exitValue() + ":\n" + printed);
        }
        Matcher listening = LISTENING.matcher(printed);
        return listening.find() ? Integer.parseInt(listening.group(1)) : 0;
    }
}
