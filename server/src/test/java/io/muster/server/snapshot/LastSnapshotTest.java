package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The snapshot at a clean stop, which has as long as the stop has. */
@Timeout(60)
class LastSnapshotTest {
    private final FaultyDisk disk = new FaultyDisk();
    private final TextState state = new TextState();
    private Journal journal;
    private JournalWriter writer;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(disk, TextStore.DIRECTORY, TextStore.SMALL_FILES);
        Recovered recovered = Recovery.recover(disk, TextStore.DIRECTORY, journal, state, progress -> {});
        writer = journal.writer(recovered.journalEnd());
        byte[] body = {1, 0, 0, 0, 'a'};
        writer.append(1, 1, new UnsafeBuffer(body), 0, body.length);
        writer.force();
        state.apply("a");
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
        journal.close();
    }

    @Test
    void shouldBeTakenWhereThereIsTime() throws IOException {
        last(state.walk(1)).take(1, 30_000);
        assertTrue(names().contains(SnapshotDescriptor.fileName(1)), () -> names().toString());
    }

    @Test
    void shouldBeGivenUpWhenTheTimeIsOver() throws IOException {
        List<String> before = names();
        last(new EndlessWalk()).take(1, 50);
        assertEquals(before, names());
    }

    private LastSnapshot last(EngineSnapshot walk) {
        StoppedOrigin origin = new StoppedOrigin(() -> walk, journal, writer, SnapshotAudience.NONE);
        return new LastSnapshot(disk, TextStore.DIRECTORY, origin, () -> null);
    }

    private List<String> names() {
        try {
            return disk.list(TextStore.DIRECTORY).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !Journal.firstSequence(name).isPresent())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class EndlessWalk implements EngineSnapshot {
        private final UnsafeBuffer block = new UnsafeBuffer(new byte[100]);

        @Override
        public long sequence() {
            return 1;
        }

        @Override
        public long nowMillis() {
            return 0;
        }

        @Override
        public boolean step(BlockTarget target) {
            target.block(1, block, 0, block.capacity());
            return true;
        }

        @Override
        public void close() {}
    }
}
