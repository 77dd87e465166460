package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.EngineStatus;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.SnapshotInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.journal.JournalLockedException;
import io.muster.server.snapshot.DirectoryVerification;
import io.muster.server.snapshot.Restoration;
import io.muster.server.snapshot.SnapshotOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SnapshotServerTest {
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final SnapshotOptions NOT_BY_ITSELF = new SnapshotOptions(1L << 40, 1L << 30, false);

    @TempDir
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    @Test
    void shouldStartFromASnapshotAndTheJournalSince() throws Exception {
        EngineStatus before;
        try (MusterServer server = start(NOT_BY_ITSELF);
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            load(client, 0, 500);
            SnapshotInfo taken = client.snapshot();
            assertTrue(taken.sequence() > 500, taken::toString);
            load(client, 500, 300);
            before = status(server);
        }
        assertTrue(names(data()).contains("manifest"), () -> names(data()).toString());
        assertFalse(names(data()).contains("journal-00000000000000000001.log"));
        try (MusterServer server = start(NOT_BY_ITSELF);
                MusterClient client = connect(server)) {
            assertEquals(before, status(server));
            load(client, 800, 10);
            assertEquals(810, status(server).workspaces().getFirst().customers());
        }
    }

    @Test
    void shouldReadNoJournalAfterACleanStop() throws Exception {
        EngineStatus before;
        try (MusterServer server = start(SnapshotOptions.defaults());
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            load(client, 0, 200);
            before = status(server);
        }
        List<String> stopped = names(data());
        assertTrue(stopped.stream().anyMatch(name -> name.startsWith("snapshot-")), stopped::toString);
        try (MusterServer server = start(SnapshotOptions.defaults())) {
            assertEquals(before, status(server));
        }
        assertEquals(stopped, names(data()));
    }

    @Test
    void shouldTakeASnapshotBetweenDefinitionsThatFollowEachOther() throws Exception {
        try (MusterServer server = start(NOT_BY_ITSELF);
                MusterClient client = connect(server);
                MusterClient other = connect(server)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            load(client, 0, 5_000);
            WorkspaceClient workspace = other.workspace("shop");
            AtomicBoolean going = new AtomicBoolean(true);
            CompletableFuture<Integer> defining = Aside.supply(() -> {
                int defined = 0;
                while (going.get()) {
                    workspace.createSegment("segment " + defined, "number_of_orders > " + defined);
                    defined++;
                }
                return defined;
            });
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> workspace.segments().segments().size() > 10);
            Aside.supply(client::snapshot).get(30, TimeUnit.SECONDS);
            going.set(false);
            assertTrue(defining.get(30, TimeUnit.SECONDS) > 0);
            assertEquals(1, server.snapshots().status().taken());
        }
    }

    @Test
    void shouldTakeASnapshotWhenTheJournalHasGrown() throws Exception {
        try (MusterServer server = start(new SnapshotOptions(20_000, 1L << 30, false));
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            load(client, 0, 500);
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> server.snapshots().status().taken() > 0);
        }
    }

    @Test
    void shouldMakeABackupThatCanBeRestored() throws Exception {
        Path backup = directory.resolve("backup");
        EngineStatus before;
        try (MusterServer server = start(NOT_BY_ITSELF);
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            load(client, 0, 100);
            before = status(server);
            client.backup(backup.toString());
            assertThrows(
                    JournalLockedException.class, () -> DirectoryVerification.verify(new FileChannelDisk(), data()));
            load(client, 100, 100);
            MusterException refused = assertThrows(MusterException.class, () -> client.backup(backup.toString()));
            assertEquals(0, server.snapshots().status().failed());
            assertEquals(ErrorCode.BAD_REQUEST, refused.code());
            assertTrue(refused.getMessage().contains("expected an empty directory"), refused.getMessage());
            MusterException relative = assertThrows(MusterException.class, () -> client.backup("backup"));
            assertTrue(relative.getMessage().contains("expected an absolute path"), relative.getMessage());
        }
        assertTrue(DirectoryVerification.verify(new FileChannelDisk(), backup).isWhole());
        assertTrue(DirectoryVerification.verify(new FileChannelDisk(), data()).isWhole());
        Path restored = directory.resolve("restored");
        Restoration.restore(new FileChannelDisk(), backup, restored);
        try (MusterServer server = start(NOT_BY_ITSELF, restored)) {
            assertEquals(before, status(server));
        }
    }

    @Test
    void shouldSayThatItCannotWithoutADirectory() throws Exception {
        try (MusterServer server = MusterServer.start(ServerOptions.builder()
                        .port(0)
                        .manualClock(START_MILLIS)
                        .build());
                MusterClient client = connect(server)) {
            MusterException refused = assertThrows(MusterException.class, client::snapshot);
            assertTrue(refused.getMessage().contains("--data DIR"), refused.getMessage());
        }
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void load(MusterClient client, int from, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-" + i + "\",\"email\":\"c" + i + "@example.com\"}\n");
        }
        byte[] records = lines.toString().getBytes(StandardCharsets.UTF_8);
        client.workspace("shop").append(records, 0, records.length, Durability.DISK);
    }

    private MusterServer start(SnapshotOptions snapshots) throws IOException {
        return start(snapshots, data());
    }

    private static MusterServer start(SnapshotOptions snapshots, Path data) throws IOException {
        return MusterServer.start(ServerOptions.builder()
                .dataDirectory(data)
                .port(0)
                .manualClock(START_MILLIS)
                .expectedCustomers(10_000)
                .snapshots(snapshots)
                .build());
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private static EngineStatus status(MusterServer server) throws Exception {
        return server.pipeline().query(engine -> engine.status()).get(30, TimeUnit.SECONDS);
    }
}
