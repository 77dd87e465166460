package io.muster.server.change;

import io.muster.server.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A change log with a {@link Teller} before it. One thread. */
final class LogRig implements AutoCloseable {
    static final Path DIRECTORY = Path.of("/data");
    static final ChangeOptions SMALL = options(1 << 20, 0);

    final ChangeLog log;
    final Teller teller;
    private volatile long kept = Long.MAX_VALUE;

    /** Starts where a snapshot stands, and replays up to where a journal ends. */
    LogRig(Disk disk, ChangeOptions options, Teller teller, long snapshotSequence, long journalEnd) throws IOException {
        this.teller = teller;
        if (disk != null) {
            disk.createDirectories(DIRECTORY);
        }
        log = ChangeLog.of(disk, disk == null ? null : DIRECTORY, options);
        teller.standAt(snapshotSequence);
        log.replayFrom(teller::sequence);
        teller.tellUpTo(journalEnd, log.listener());
        log.replayed();
        log.showUpTo(() -> kept);
    }

    /** Tells up to a sequence and waits until all of it is written. */
    LogRig tellUpTo(long sequence) {
        teller.tellUpTo(sequence, log.listener());
        awaitReached(sequence);
        return this;
    }

    /** Short files, a short buffer, and so much that is retained. */
    static ChangeOptions options(long retentionBytes, long retentionMillis) {
        return new ChangeOptions(
                retentionBytes, retentionMillis, retentionBytes, 4096, 1 << 16, 30_000, FeedOptions.defaults());
    }

    void awaitReached(long sequence) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .pollDelay(0, TimeUnit.MILLISECONDS)
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> log.status().reachedSequence() >= sequence || log.brokenFromSequence() <= sequence);
    }

    void keepUpTo(long sequence) {
        kept = sequence;
    }

    /** What a follower sees from a sequence up to what is visible. */
    List<String> read(int workspaceId, int segmentId, long from, int index) throws Exception {
        try (ChangeCursor cursor = log.follow(workspaceId, segmentId, from, index)) {
            return read(cursor, Math.min(log.visibleSequence(), teller.sequence()), Integer.MAX_VALUE);
        }
    }

    /** As much as there is up to a sequence, or so many. */
    static List<String> read(ChangeCursor cursor, long limit, int most) throws Exception {
        List<String> lines = new ArrayList<>();
        ChangeCursor.Step step = ChangeCursor.Step.AGAIN;
        while (step != ChangeCursor.Step.END && lines.size() < most) {
            step = cursor.next(limit);
            if (step == ChangeCursor.Step.CHANGE) {
                lines.add(line(cursor));
            }
        }
        return lines;
    }

    static String line(ChangeCursor cursor) {
        byte[] id = new byte[cursor.idLength()];
        cursor.idBuffer().getBytes(cursor.idOffset(), id);
        return cursor.sequence() + ":" + cursor.index() + " " + cursor.segmentId() + " " + cursor.ordinal() + " "
                + cursor.entered() + " " + cursor.cause() + " " + cursor.atMillis() + " "
                + new String(id, StandardCharsets.UTF_8);
    }

    List<String> expected(int workspaceId, int segmentId, long from, long to) {
        List<String> lines = new ArrayList<>();
        for (long sequence = from; sequence <= to; sequence++) {
            lines.addAll(teller.expected(sequence, workspaceId, segmentId));
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
