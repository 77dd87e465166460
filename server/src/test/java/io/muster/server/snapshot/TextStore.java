package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** A data directory of texts, recovered and open to write on. One thread. */
final class TextStore implements AutoCloseable {
    static final Path DIRECTORY = Path.of("/data");
    static final JournalOptions SMALL_FILES = new JournalOptions(220);

    private final TextState state = new TextState();
    private final Journal journal;
    private final JournalWriter writer;
    private final SnapshotRun run;

    private TextStore(Disk disk, Path directory) throws IOException {
        journal = Journal.open(disk, directory, SMALL_FILES);
        try {
            Recovered recovered = Recovery.recover(disk, directory, journal, state, progress -> {});
            writer = journal.writer(recovered.journalEnd());
            run = new SnapshotRun(
                    disk,
                    new SnapshotDirectory(disk, directory),
                    new StoppedOrigin(() -> state.walk(2), journal, writer, SnapshotAudience.NONE),
                    new BytesPerSecond(Long.MAX_VALUE),
                    new Cancellation(),
                    recovered.manifestOrNull());
        } catch (Throwable e) {
            journal.close();
            throw e;
        }
    }

    static TextStore open(Disk disk) throws IOException {
        return open(disk, DIRECTORY);
    }

    static TextStore open(Disk disk, Path directory) throws IOException {
        return new TextStore(disk, directory);
    }

    /** What a start would find. */
    static List<String> read(Disk disk) throws IOException {
        try (TextStore store = open(disk)) {
            return store.texts();
        }
    }

    List<String> texts() {
        return state.texts();
    }

    /** Returns when it is on the disk. */
    void append(String text) throws IOException {
        write(text);
        writer.force();
    }

    /** Applied, in the journal, and not forced. */
    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ExpandableArrayBuffer body = new ExpandableArrayBuffer();
        body.putInt(0, bytes.length);
        body.putBytes(Integer.BYTES, bytes);
        writer.append(writer.lastSequence() + 1, 1, body, 0, Integer.BYTES + bytes.length);
        state.apply(text);
    }

    SnapshotTaken snapshot() throws IOException {
        return run.take();
    }

    Manifest inForce() {
        return run.inForce();
    }

    @Override
    public void close() throws IOException {
        try (journal) {
            writer.close();
        }
    }
}
