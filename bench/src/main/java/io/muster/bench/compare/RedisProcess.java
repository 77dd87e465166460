package io.muster.bench.compare;

import io.muster.bench.compare.wire.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code redis-server} of our own on loopback, which keeps nothing on disk. */
final class RedisProcess implements AutoCloseable {
    private static final long START_NS = 20_000_000_000L;
    private static final long STOP_SECONDS = 20;
    private static final long RETRY_MILLIS = 20;

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns when it listens.
     *
     * @param before what the command line begins with, such as {@code taskset}
     * @param directory that it runs in
     */
    static RedisProcess start(List<String> before, Path directory) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
        RedisProcess started = new RedisProcess(process, port);
        try {
            started.awaitListening();
        } catch (IOException | InterruptedException failure) {
            started.close();
            throw failure;
        }
        return started;
    }

    /** One that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it and waits. */
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

    private void awaitListening() throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        while (true) {
            try {
                RawConnection.blocking(port).close();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - startNs > START_NS) {
                    throw new IOException("redis-server does not listen on port " + port, notYet);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }
}
