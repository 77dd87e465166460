package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.server.change.ChangeLog;
import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.snapshot.LastSnapshot;
import io.muster.server.snapshot.PipelineOrigin;
import io.muster.server.snapshot.Recovered;
import io.muster.server.snapshot.Recovery;
import io.muster.server.snapshot.SnapshotOptions;
import io.muster.server.snapshot.SnapshotPractice;
import io.muster.server.snapshot.Snapshots;
import io.muster.server.snapshot.StoppedOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The engine of a running server and, where there is one, its data directory: locked, recovered, open to write on. One
 * thread, which closes it after all that uses it.
 */
final class Store implements AutoCloseable {
    private final Disk disk;
    private final Path directory;
    private final Engine engine;
    private final Journal journal;
    private final JournalWriter writer;
    private final ChangeLog changes;
    private final Recovered recovered;
    private LastSnapshot atTheEnd;

    private Store(
            Disk disk,
            Path directory,
            Engine engine,
            Journal journal,
            JournalWriter writer,
            ChangeLog changes,
            Recovered recovered) {
        this.disk = disk;
        this.directory = directory;
        this.engine = engine;
        this.journal = journal;
        this.writer = writer;
        this.changes = changes;
        this.recovered = recovered;
    }

    /** An engine that nothing is kept of. */
    static Store inMemory(EngineOptions options, ChangeLog changes) throws IOException {
        Engine engine = new Engine(options);
        changes.replayFrom(engine::sequence);
        return new Store(null, null, engine, null, null, changes, null);
    }

    /**
     * Recovers what the directory holds, then opens its journal for writing.
     *
     * @param changes hears what the engine tells, and is told where it stands before the journal is replayed
     * @param progress is told how far it is
     */
    static Store open(
            Disk disk,
            Path directory,
            JournalOptions options,
            EngineOptions engineOptions,
            ChangeLog changes,
            Consumer<String> progress)
            throws IOException {
        Journal journal = Journal.open(disk, directory, options);
        SnapshotPractice.inBackground();
        EngineLoader loader = new EngineLoader(engineOptions, changes);
        try {
            Recovered recovered = Recovery.recover(disk, directory, journal, loader, progress);
            changes.replayed();
            EngineWarmUp.run(loader.engine());
            JournalWriter writer = journal.writer(recovered.journalEnd());
            return new Store(disk, directory, loader.engine(), journal, writer, changes, recovered);
        } catch (Throwable e) {
            try (journal;
                    loader;
                    changes) {
                throw e;
            }
        }
    }

    Engine engine() {
        return engine;
    }

    /** Null where nothing is kept. */
    JournalWriter writer() {
        return writer;
    }

    /**
     * Takes snapshots while {@code pipeline} runs, and makes {@link #takeLastSnapshot} take one if the options say so;
     * null as above.
     */
    Snapshots snapshots(Pipeline pipeline, SnapshotOptions options) {
        if (journal == null) {
            return null;
        }
        ChangesAtSnapshots audience = new ChangesAtSnapshots(changes, engine);
        Snapshots snapshots = new Snapshots(
                disk,
                directory,
                recovered,
                new PipelineOrigin(pipeline, journal, audience),
                () -> recovered.journalBytes() + writer.appendedBytes(),
                options);
        if (options.onStop()) {
            StoppedOrigin stopped = new StoppedOrigin(engine::beginSnapshot, journal, writer, audience);
            atTheEnd = new LastSnapshot(disk, directory, stopped, pipeline::failure);
        }
        return snapshots;
    }

    /**
     * Takes the last snapshot, where {@link #snapshots} was told to; nobody may apply or write any more. Returns within
     * about that time, with a snapshot or without.
     */
    void takeLastSnapshot(long timeoutMillis) {
        if (atTheEnd != null) {
            atTheEnd.take(writer.lastSequence(), timeoutMillis);
        }
    }

    @Override
    public void close() throws IOException {
        try (engine;
                journal;
                writer;
                changes) {
            return;
        }
    }
}
