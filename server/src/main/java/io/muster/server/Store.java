package io.muster.server;

import io.muster.index.Engine;
import io.muster.server.change.ChangeLog;
import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalEnd;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data directory of a running server: locked, replayed, open to write on. One thread. */
final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Journal journal;
    private final JournalWriter writer;
    private final ChangeLog changes;

    private Store(Journal journal, JournalWriter writer, ChangeLog changes) {
        this.journal = journal;
        this.writer = writer;
        this.changes = changes;
    }

    /** Applies the journal to a new engine, which tells {@code changes}, then opens it for writing. */
    static Store open(Disk disk, Path directory, JournalOptions options, Engine engine, ChangeLog changes)
            throws IOException {
        Journal journal = Journal.open(disk, directory, options);
        try {
            changes.replayFrom(engine::sequence);
            JournalEnd end = replay(journal, directory, engine);
            changes.replayed();
            return new Store(journal, journal.writer(end), changes);
        } catch (Throwable e) {
            try (journal;
                    changes) {
                throw e;
            }
        }
    }

    JournalWriter writer() {
        return writer;
    }

    @Override
    public void close() throws IOException {
        try (journal;
                writer;
                changes) {
            LOG.debug("closing");
        }
    }

    private static JournalEnd replay(Journal journal, Path directory, Engine engine) throws IOException {
        LOG.info("{}: replaying the journal", directory);
        Replay replay = new Replay(engine);
        JournalEnd end = journal.replay(replay);
        if (engine.sequence() != end.lastSequence()) {
            throw new IOException("replay of " + directory + ": found the engine at sequence " + engine.sequence()
                    + ", expected " + end.lastSequence());
        }
        LOG.info("{}: replayed {} commands in {} ms", directory, end.lastSequence(), replay.elapsedMillis());
        return end;
    }
}
