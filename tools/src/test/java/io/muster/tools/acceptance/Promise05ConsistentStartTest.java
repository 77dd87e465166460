package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members as of an export, and the changes from the sequence after it on, are the members at any later sequence: while
 * records come, rules change and time passes, whoever of the two dies in between, and however.
 */
@Timeout(180)
final class Promise05ConsistentStartTest {
    private static final int ROUNDS = 12;

    /** One for each task: those of the common pool are as few as the machine's cores, and these wait much. */
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void shouldBeMembersAtAnyLaterSequenceUnderLoad() throws Exception {
        System.out.println("Promise05ConsistentStartTest seed " + seed);
        try (MusterServer server = start(null);
                MusterClient client = connect(server);
                MusterClient loading = connect(server)) {
            WorkspaceClient shop = BusyShop.create(client);
            BusyShop busy = new BusyShop(new Random(seed));
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> busy.bustle(loading, 600), THREADS);
            List<FollowedSegment> followed = new ArrayList<>();
            for (int round = 0; round < ROUNDS || !load.isDone(); round++) {
                if (followed.size() < ROUNDS) {
                    followed.add(FollowedSegment.start(shop, anySegment(shop)));
                }
                FollowedSegment one = followed.get(random.nextInt(followed.size()));
                if (random.nextInt(4) == 0) {
                    one.dropStream();
                }
                one.assertSameAsExported(shop);
            }
            load.join();
            for (FollowedSegment each : followed) {
                each.assertSameAsExported(shop);
                each.close();
            }
            assertTrue(followed.stream().mapToInt(each -> each.seen.size()).sum() > 500);
        }
    }

    @Test
    void shouldGoOnWhenServerIsStoppedOrKilled() throws Exception {
        System.out.println("Promise05ConsistentStartTest seed " + seed);
        BusyShop busy = new BusyShop(new Random(seed));
        FollowedSegment followed = null;
        int segment = 0;
        for (int life = 0; life < 5; life++) {
            try (ServerProcess process = ServerProcess.start(
                            directory.resolve("data"), BusyShop.NOW, directory.resolve("server-" + life));
                    MusterClient client = process.connect();
                    MusterClient loading = process.connect()) {
                WorkspaceClient shop = life == 0 ? BusyShop.create(client) : client.workspace("shop");
                if (life == 0) {
                    segment = shop.segment("sleeping spenders").id();
                    followed = FollowedSegment.fromTheBeginning(segment);
                }
                followed.assertSameAsExported(shop);
                FollowedSegment following = followed;
                CompletableFuture<Void> load = CompletableFuture.runAsync(() -> busy.bustle(loading, 10_000), THREADS);
                CompletableFuture<Void> follow =
                        CompletableFuture.runAsync(() -> following.followUntilLost(shop), THREADS);
                assertThrows(
                        TimeoutException.class, () -> load.get(500 + random.nextInt(1_500), TimeUnit.MILLISECONDS));
                if (random.nextBoolean()) {
                    process.kill();
                } else {
                    process.stop();
                }
                load.join();
                follow.join();
            }
        }
        try (MusterServer server = start(directory.resolve("data"));
                MusterClient client = connect(server)) {
            WorkspaceClient shop = client.workspace("shop");
            followed.assertSameAsExported(shop);
            try (FollowedSegment again = FollowedSegment.fromTheBeginning(segment)) {
                again.assertSameAsExported(shop);
                assertEquals(
                        again.seen.stream()
                                .map(each -> each.position() + " " + each.ordinal())
                                .toList(),
                        followed.seen.stream()
                                .map(each -> each.position() + " " + each.ordinal())
                                .toList());
                System.out.println(again.seen.size() + " changes over 5 lives of the server");
            }
            followed.close();
        }
    }

    private int anySegment(WorkspaceClient shop) {
        return shop.segment(List.of("spenders", "recent", "sleeping spenders").get(random.nextInt(3)))
                .id();
    }

    private static MusterServer start(Path data) throws IOException {
        return MusterServer.start(ServerOptions.builder()
                .dataDirectory(data)
                .port(0)
                .manualClock(BusyShop.NOW.toEpochMilli())
                .expectedCustomers(10_000)
                .build());
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }
}
