package io.muster.server.soak;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.Soak;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once for some seconds, or {@code -Dmuster.soak=10m}: clients that load, look up, ask, export, follow,
 * edit, take snapshots and go away in the middle. Memory, descriptors and threads of the server are as many at the end
 * as at the beginning; then it is killed under them, and killed again at rest. In the end the members are those that
 * the acknowledged records come to.
 */
@Timeout(48 * 3600)
final class SoakTest {
    private static final long FLAT_NS = Soak.nanos(6_000);
    private static final int SAMPLES = 24;
    private static final int MOST_WARM_UPS = 3;
    private static final int KILLS = 2;
    private static final long BETWEEN_KILLS_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SETTLE_SECONDS = 120;

    @TempDir
    private Path directory;

    private final AtomicReference<SoakedProcess> server = new AtomicReference<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final List<SoakLoader> loaders = new ArrayList<>();
    private final List<SoakFollower> followers = new ArrayList<>();
    private final List<SoakWorker> workers = new ArrayList<>();
    private SoakEditor editor;
    private int starts;

    @Test
    void shouldBeAsItWasAndKnowWhatWasAcknowledgedAfterEverythingAtOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("SoakTest seed " + seed);
        try {
            begin(new Random(seed));
            List<Thread> threads = workers.stream()
                    .map(worker -> Thread.ofPlatform().daemon().start(worker))
                    .toList();
            List<SoakSample> samples = samples();
            // A machine that is slow warms up for longer than that; what leaks grows for ever.
            for (int more = 0;
                    more < MOST_WARM_UPS && !SoakSample.growth(samples).isEmpty();
                    more++) {
                System.out.print(SoakSample.trends(samples));
                samples = samples();
            }
            for (int i = 0; i < KILLS; i++) {
                awaitNanos(BETWEEN_KILLS_NS);
                server.get().kill();
                start();
            }
            awaitNanos(BETWEEN_KILLS_NS);
            end(threads);
            report(samples);
            assertMembers("before the last kill");
            server.get().kill();
            start();
            assertMembers("after the last kill");
            server.get().stop();
            start();
            assertMembers("after a clean stop");
            assertEquals(List.of(), SoakSample.growth(samples), SoakSample.trends(samples));
        } finally {
            ending.set(true);
            if (server.get() != null) {
                server.get().close();
            }
        }
    }

    private void begin(Random random) throws IOException {
        start();
        try (MusterClient client = server.get().connect()) {
            client.createWorkspace(SoakWorker.WORKSPACE, "Europe/Skopje", "EUR");
            WorkspaceClient shop = client.workspace(SoakWorker.WORKSPACE);
            SoakModel.RULES.forEach(shop::createSegment);
            shop.createSegment(SoakEditor.EDITED, SoakEditor.firstRule());
        }
        loaders.add(new SoakLoader("a-", server::get, ending, random.nextLong(), 20));
        loaders.add(new SoakLoader("b-", server::get, ending, random.nextLong(), 35));
        followers.add(new SoakFollower("spenders", server::get, ending, random.nextLong(), 30));
        followers.add(new SoakFollower(SoakEditor.EDITED, server::get, ending, random.nextLong(), 50));
        editor = new SoakEditor(server::get, ending, random.nextLong(), 150);
        workers.addAll(loaders);
        workers.addAll(followers);
        workers.add(editor);
        workers.add(new SoakReader(server::get, ending, random.nextLong(), 10));
        workers.add(new SoakReader(server::get, ending, random.nextLong(), 25));
        workers.add(new SoakOperator(server::get, ending, random.nextLong(), 100));
    }

    private void start() throws IOException {
        server.set(SoakedProcess.start(directory.resolve("data"), directory.resolve("log-" + starts++)));
    }

    private List<SoakSample> samples() throws IOException {
        List<SoakSample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES && !ending.get(); i++) {
            awaitNanos(FLAT_NS / SAMPLES);
            samples.add(server.get().sample());
        }
        assertNoFailure();
        return samples;
    }

    private void awaitNanos(long nanos) {
        long untilNs = System.nanoTime() + nanos;
        await("time to pass")
                .atMost(nanos + TimeUnit.SECONDS.toNanos(60), TimeUnit.NANOSECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> ending.get() || System.nanoTime() - untilNs >= 0);
    }

    private void end(List<Thread> threads) throws Exception {
        ending.set(true);
        for (Thread thread : threads) {
            assertTrue(thread.join(java.time.Duration.ofSeconds(SETTLE_SECONDS)), () -> thread + " goes on");
        }
        assertNoFailure();
    }

    private void assertNoFailure() throws IOException {
        for (SoakWorker worker : workers) {
            if (worker.failure() != null) {
                throw new AssertionError(
                        worker.getClass().getSimpleName() + "; the server said:\n"
                                + tail(server.get().log()),
                        worker.failure());
            }
        }
    }

    private void assertMembers(String when) throws IOException {
        try (MusterClient client = server.get().connect()) {
            long nowMillis = client.clock().nowMillis();
            WorkspaceClient shop = client.workspace(SoakWorker.WORKSPACE);
            List<SoakModel> models = loaders.stream().map(SoakLoader::model).toList();
            for (String name : SoakModel.RULES.keySet()) {
                assertEquals(SoakModel.members(models, name, nowMillis), exported(shop, name), name + " " + when);
            }
            assertEquals(
                    SoakModel.members(models, editor.rule(), nowMillis),
                    exported(shop, SoakEditor.EDITED),
                    editor.rule() + " " + when);
            for (SoakFollower follower : followers) {
                SoakFollower.Exported exported = SoakFollower.export(shop, follower.segment());
                assertEquals(
                        exported.members(),
                        follower.membersUpTo(shop, exported.sequence()),
                        () -> "followed " + follower.segment() + " " + when);
            }
        }
    }

    private static Set<String> exported(WorkspaceClient shop, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(shop.segment(name).id(), ExportFormat.IDS, bytes);
        try (Stream<String> lines = bytes.toString(StandardCharsets.UTF_8).lines()) {
            return lines.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    private void report(List<SoakSample> samples) {
        for (SoakWorker worker : workers) {
            System.out.printf(
                    "%-13s %,9d turns, cut off %,5d times%n",
                    worker.getClass().getSimpleName(), worker.turns(), worker.cuts());
        }
        System.out.printf(
                "%,d records acknowledged, %,d changes followed%n",
                loaders.stream().mapToLong(SoakLoader::acknowledged).sum(),
                followers.stream().mapToLong(SoakFollower::seen).sum());
        System.out.print(SoakSample.trends(samples));
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 8_000));
    }
}
