package io.muster.tools.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.snapshot.DirectoryVerification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 4 on a real disk: a server that takes one snapshot after the other is killed in the middle, its directory is
 * whole, and it starts with all that was acknowledged.
 */
@Timeout(180)
class KillDuringSnapshotTest {
    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final int KILLS = 4 + Integer.getInteger("muster.soak", 0);
    private static final int RECORDS_A_BATCH = 40;

    /** One for each task: those of the common pool are as few as the machine's cores, and these wait much. */
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private static final int LONGEST_NS = 300_000_000;

    @TempDir
    private Path directory;

    private final AtomicInteger snapshots = new AtomicInteger();
    private int acknowledged;
    private int sent;

    @Test
    void shouldLoseNothingWhenItIsKilledWhileItTakesSnapshots() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillDuringSnapshotTest seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill <= KILLS; kill++) {
            try (ServerProcess process = start(kill);
                    MusterClient client = process.connect()) {
                if (kill == 0) {
                    client.createWorkspace("shop", "Europe/Skopje", "EUR");
                }
                requireAll(client);
                if (kill < KILLS) {
                    loadUntilKilled(process, client, random);
                }
            }
            DirectoryVerification.Verified verified = DirectoryVerification.verify(new FileChannelDisk(), data());
            assertTrue(verified.isWhole(), () -> verified.findings().toString());
        }
        assertTrue(snapshots.get() >= KILLS, "snapshots: " + snapshots);
        assertTrue(names().contains("manifest"), this::names);
    }

    private void loadUntilKilled(ServerProcess process, MusterClient client, Random random) {
        CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> takeSnapshots(process), THREADS);
        long pauseNs = random.nextInt(LONGEST_NS);
        int before = snapshots.get();
        CompletableFuture<Void> killing = CompletableFuture.runAsync(
                () -> {
                    await().atMost(Duration.ofSeconds(60)).until(() -> snapshots.get() > before);
                    LockSupport.parkNanos(pauseNs);
                    process.kill();
                },
                THREADS);
        WorkspaceClient shop = client.workspace("shop");
        try {
            while (true) {
                byte[] batch = batch(sent);
                sent += RECORDS_A_BATCH;
                shop.append(batch, 0, batch.length, Durability.DISK);
                acknowledged = sent;
            }
        } catch (MusterException killed) {
            killing.join();
            taking.join();
        }
    }

    private void takeSnapshots(ServerProcess process) {
        try (MusterClient client = process.connect()) {
            while (true) {
                client.snapshot();
                snapshots.incrementAndGet();
            }
        } catch (MusterException killed) {
            System.out.println("snapshots taken: " + snapshots);
        }
    }

    /** Of the last batch nobody knows: its first lines are there, up to any one. */
    private void requireAll(MusterClient client) {
        long found = client.workspaces().getFirst().customers();
        assertTrue(
                found >= acknowledged && found <= sent,
                "customers: found " + found + ", expected " + acknowledged + " to " + sent);
        acknowledged = (int) found;
        sent = acknowledged;
        if (acknowledged > 0) {
            String last = client.workspace("shop").customerJson("c-" + (acknowledged - 1));
            assertTrue(last.contains("c" + (acknowledged - 1) + "@example.com"), last);
            assertEquals(
                    (acknowledged + 1) / 2,
                    client.workspace("shop")
                            .count("customer_tags CONTAINS 'even'")
                            .count());
        }
    }

    private static byte[] batch(int from) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + RECORDS_A_BATCH; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-" + i + "\",\"email\":\"c" + i + "@example.com\",")
                    .append("\"tags\":[\"" + (i % 2 == 0 ? "even" : "odd") + "\"]}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ServerProcess start(int number) throws IOException {
        return ServerProcess.start(data(), NOW, directory.resolve("server-" + number));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String names() {
        try (Stream<Path> files = Files.list(data())) {
            return files.map(file -> file.getFileName().toString()).toList().toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
