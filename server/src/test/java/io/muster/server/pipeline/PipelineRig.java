package io.muster.server.pipeline;

import io.muster.server.clock.EngineClock;
import io.muster.server.disk.Disk;
import io.muster.server.journal.Journal;
import io.muster.server.journal.JournalEnd;
import io.muster.server.journal.JournalOptions;
import io.muster.server.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A pipeline on a recording machine, with what was completed. */
final class PipelineRig implements AutoCloseable {
    static final Path DIRECTORY = Path.of("/data");
    private static final JournalOptions NOTHING_AHEAD = new JournalOptions(1 << 30, 0);
    static final CommitOptions COMMIT = new CommitOptions(20, 60_000);
    static final PipelineOptions OPTIONS = new PipelineOptions(64, 1 << 20, 1 << 20, 16);

    final RecordingMachine machine = new RecordingMachine();
    final List<CommandBatch> completed = new CopyOnWriteArrayList<>();
    final Pipeline pipeline;
    private final Journal journal;
    private final JournalWriter writer;

    private PipelineRig(Journal journal, EngineClock clock, PipelineOptions options, CommitOptions commit)
            throws IOException {
        this.journal = journal;
        writer = journal == null ? null : journal.writer(replay(journal));
        pipeline = new Pipeline(machine, null, writer, clock, options, commit);
    }

    /** Without a disk. */
    static PipelineRig inMemory(EngineClock clock, PipelineOptions options) throws IOException {
        return new PipelineRig(null, clock, options, COMMIT);
    }

    /** On a disk, going on where it ends. */
    static PipelineRig on(Disk disk, EngineClock clock) throws IOException {
        return on(disk, clock, COMMIT);
    }

    static PipelineRig on(Disk disk, EngineClock clock, CommitOptions commit) throws IOException {
        return on(disk, clock, commit, NOTHING_AHEAD);
    }

    static PipelineRig on(Disk disk, EngineClock clock, CommitOptions commit, JournalOptions options)
            throws IOException {
        return new PipelineRig(Journal.open(disk, DIRECTORY, options), clock, OPTIONS, commit);
    }

    /** What a restart would apply. */
    static List<String> replayed(Disk disk) throws IOException {
        RecordingMachine machine = new RecordingMachine();
        try (Journal journal = Journal.open(disk, DIRECTORY, JournalOptions.defaults())) {
            replay(journal, machine);
        }
        return machine.applied();
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(30, TimeUnit.SECONDS).pollInterval(1, TimeUnit.MILLISECONDS);
    }

    boolean submit(String... names) {
        return pipeline.submit(RecordingMachine.batch(completed::add, names));
    }

    void awaitCompleted(int count) {
        await().until(() -> completed.size() >= count);
    }

    @Override
    public void close() throws IOException {
        machine.release();
        pipeline.close();
        if (journal != null) {
            try (journal) {
                writer.close();
            }
        }
    }

    private JournalEnd replay(Journal from) throws IOException {
        return replay(from, machine);
    }

    private static JournalEnd replay(Journal from, RecordingMachine machine) throws IOException {
        io.muster.index.Outcome outcome = new io.muster.index.Outcome();
        return from.replay((sequence, buffer, offset, length) -> machine.apply(buffer, offset, length, outcome));
    }
}
