package io.muster.server.snapshot;

import io.muster.server.journal.JournalEnd;

/** What a recovery found. */
public final class Recovered {
    private final Manifest manifest;
    private final JournalEnd journalEnd;
    private final long journalBytes;

    Recovered(Manifest manifest, JournalEnd journalEnd, long journalBytes) {
        this.manifest = manifest;
        this.journalEnd = journalEnd;
        this.journalBytes = journalBytes;
    }

    /** Where the journal goes on. */
    public JournalEnd journalEnd() {
        return journalEnd;
    }

    /** How many bytes of commands were applied from the journal. */
    public long journalBytes() {
        return journalBytes;
    }

    /** The sequence of the snapshot that it began with; 0 if there was none. */
    public long snapshotSequence() {
        return manifest == null ? 0 : manifest.sequence();
    }

    Manifest manifestOrNull() {
        return manifest;
    }
}
