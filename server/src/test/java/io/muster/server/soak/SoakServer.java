package io.muster.server.soak;

import io.muster.server.MemoryOptions;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.change.ChangeOptions;
import io.muster.server.change.FeedOptions;
import io.muster.server.memory.MemoryUse;
import io.muster.server.snapshot.SnapshotOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process under the soak: a server that says how much memory it has when it is asked on its standard input. */
public final class SoakServer {
    static final long START_MILLIS = 1_780_000_000_000L;
    public static final String LISTENING = "soak: listening on ";
    static final String MEMORY = "soak: heap and direct bytes ";
    static final String STOPPED = "soak: stopped";

    private static final int CUSTOMERS = 10_000;
    private static final int KEPT_CHANGES_BYTES = 16 << 20;
    private static final int COLLECTIONS = 2;

    private SoakServer() {}

    /** A data directory, and the bound on memory off the heap if it is not the usual one. Ends when the input does. */
    public static void main(String[] arguments) throws Exception {
        ChangeOptions usual = ChangeOptions.defaults();
        ChangeOptions changes = new ChangeOptions(
                KEPT_CHANGES_BYTES,
                0,
                usual.memoryBytes(),
                KEPT_CHANGES_BYTES / 4,
                1 << 20,
                usual.stallMillis(),
                FeedOptions.defaults());
        ServerOptions options = ServerOptions.builder()
                .dataDirectory(Path.of(arguments[0]))
                .port(0)
                .manualClock(START_MILLIS)
                .changes(changes)
                .memory(new MemoryOptions(CUSTOMERS, arguments.length > 1 ? Long.valueOf(arguments[1]) : null))
                .snapshots(
                        new SnapshotOptions(8 << 20, SnapshotOptions.defaults().bytesPerSecond(), true))
                .build();
        try (MusterServer server = MusterServer.start(options);
                BufferedReader asked =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(LISTENING + server.port());
            while (asked.readLine() != null) {
                collect();
                System.out.println(MEMORY + MemoryUse.heapBytes() + " " + MemoryUse.directBytes());
            }
        }
        System.out.println(STOPPED);
    }

    /** Buffers are freed by a thread of its own after the collection that found them: so a second one. */
    private static void collect() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
    }
}
