package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.disk.DiskCall;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that takes snapshots, beside another that goes on applying commands. */
@Timeout(60)
class SnapshotsTest {
    private static final SnapshotOptions OPTIONS = new SnapshotOptions(1_000, 1L << 30, true);

    private final FaultyDisk disk = new FaultyDisk();
    private final ExecutorService engineThread = Executors.newSingleThreadExecutor();
    private final AtomicLong journalBytes = new AtomicLong();
    private final TextState state = new TextState();
    private Journal journal;
    private JournalWriter writer;
    private Snapshots snapshots;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(disk, TextStore.DIRECTORY, TextStore.SMALL_FILES);
        Recovered recovered = Recovery.recover(disk, TextStore.DIRECTORY, journal, state, progress -> {});
        writer = journal.writer(recovered.journalEnd());
        snapshots = new Snapshots(disk, TextStore.DIRECTORY, recovered, new ThreadOrigin(), journalBytes::get, OPTIONS);
    }

    @AfterEach
    void close() throws IOException {
        disk.repair();
        snapshots.close();
        engineThread.shutdown();
        writer.close();
        journal.close();
    }

    @Test
    void shouldHoldTheMomentItBeganWhileCommandsGoOn() throws Exception {
        append(50);
        CompletableFuture<SnapshotTaken> taken = snapshots.take();
        append(50);
        assertTrue(taken.get(20, TimeUnit.SECONDS).sequence() >= 50);
        assertEquals(100, read().size());
        assertEquals(taken.get().sequence(), snapshots.status().sequence());
        assertEquals(1, snapshots.status().taken());
    }

    @Test
    void shouldTakeOneByItselfWhenTheJournalHasGrown() throws Exception {
        append(10);
        journalBytes.set(999);
        append(10);
        journalBytes.set(1_000);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> snapshots.status().taken() == 1);
        journalBytes.set(1_999);
        snapshots.take().get(20, TimeUnit.SECONDS);
        assertEquals(2, snapshots.status().taken());
    }

    @Test
    void shouldTellAFailureAndGoOn() throws Exception {
        append(5);
        SnapshotTaken first = snapshots.take().get(20, TimeUnit.SECONDS);
        append(5);
        disk.failWhen(call -> call.is(DiskCall.Kind.RENAME, "manifest"));
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> snapshots.take().get(20, TimeUnit.SECONDS));
        assertTrue(failure.getCause().getMessage().contains("injected fault"), failure.toString());
        assertEquals(first.sequence(), snapshots.status().sequence());
        assertEquals(1, snapshots.status().failed());
        assertTrue(snapshots.status().lastFailure().contains("injected fault"));

        disk.repair();
        append(5);
        assertEquals(15, snapshots.take().get(20, TimeUnit.SECONDS).sequence());
        assertNull(snapshots.status().lastFailure());
        assertEquals(15, read().size());
    }

    @Test
    void shouldWriteNothingWhenNothingHasChanged() throws Exception {
        append(5);
        SnapshotTaken first = snapshots.take().get(20, TimeUnit.SECONDS);
        SnapshotTaken second = snapshots.take().get(20, TimeUnit.SECONDS);
        assertEquals(first.sequence(), second.sequence());
        assertEquals(0, second.durationMillis());
        assertEquals(5, read().size());
    }

    @Test
    void shouldGiveUpWhenItIsClosed() throws Exception {
        append(5);
        CompletableFuture<Void> disksForce = disk.holdForce();
        CompletableFuture<SnapshotTaken> held = snapshots.take();
        CompletableFuture<SnapshotTaken> waiting = snapshots.take();
        Thread closing = Thread.ofPlatform().start(snapshots::close);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> waitsOrHasEnded(closing));
        disksForce.complete(null);
        assertTrue(closing.join(Duration.ofSeconds(20)));
        held.handle((taken, failure) -> taken).get(20, TimeUnit.SECONDS);
        assertThrows(ExecutionException.class, () -> waiting.get(20, TimeUnit.SECONDS));
        assertThrows(ExecutionException.class, () -> snapshots.take().get(20, TimeUnit.SECONDS));
        assertEquals(5, read().size());
    }

    @Test
    void shouldRefuseMoreThanItCanRemember() throws Exception {
        append(1);
        CompletableFuture<Void> disksForce = disk.holdForce();
        List<CompletableFuture<SnapshotTaken>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(snapshots.take());
        }
        assertTrue(all.getLast().isCompletedExceptionally());
        disksForce.complete(null);
        all.getFirst().get(20, TimeUnit.SECONDS);
    }

    /** Closed already, and then waiting for what was under way, if that was not given up at once. */
    private static boolean waitsOrHasEnded(Thread closing) {
        return closing.getState() == Thread.State.WAITING || closing.getState() == Thread.State.TERMINATED;
    }

    private void append(int count) throws Exception {
        engineThread.submit(() -> appendNow(count)).get(20, TimeUnit.SECONDS);
    }

    private Void appendNow(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] bytes = ("text " + state.sequence()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            org.agrona.ExpandableArrayBuffer body = new org.agrona.ExpandableArrayBuffer();
            body.putInt(0, bytes.length);
            body.putBytes(Integer.BYTES, bytes);
            writer.append(writer.lastSequence() + 1, 1, body, 0, Integer.BYTES + bytes.length);
            writer.force();
            state.onCommand(writer.lastSequence(), body, Integer.BYTES, bytes.length);
        }
        return null;
    }

    private List<String> read() throws IOException {
        return TextStore.read(disk.crash());
    }

    /** The state belongs to one thread, as an engine does. */
    private final class ThreadOrigin implements SnapshotOrigin {
        private final StoppedOrigin there =
                new StoppedOrigin(() -> state.walk(3), journal, writer, SnapshotAudience.NONE);

        @Override
        public CompletableFuture<Long> rollJournal() {
            return CompletableFuture.supplyAsync(there::rollJournal, engineThread)
                    .thenCompose(rolled -> rolled);
        }

        @Override
        public CompletableFuture<EngineSnapshot> begin(BooleanSupplier wanted) {
            return CompletableFuture.supplyAsync(() -> there.begin(wanted), engineThread)
                    .thenCompose(begun -> begun);
        }

        @Override
        public CompletableFuture<Boolean> step(EngineSnapshot walk, BlockTarget target) {
            return CompletableFuture.supplyAsync(() -> walk.step(target), engineThread);
        }

        @Override
        public CompletableFuture<Void> end(EngineSnapshot walk) {
            return CompletableFuture.runAsync(walk::close, engineThread);
        }

        @Override
        public CompletableFuture<Void> settle() {
            return CompletableFuture.supplyAsync(there::settle, engineThread).thenCompose(settled -> settled);
        }

        @Override
        public SnapshotAudience audience() {
            return there.audience();
        }

        @Override
        public void removeJournalThrough(long sequence) throws IOException {
            there.removeJournalThrough(sequence);
        }
    }
}
