package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.SnapshotException;
import org.agrona.DirectBuffer;

/** The blocks of a file, with word of how far it is read. One thread. */
record ReportingSource(SnapshotFileReader reader, RecoveryProgress progress) implements BlockSource {
    @Override
    public boolean next() throws SnapshotException {
        progress.snapshot(reader.position(), reader.sizeBytes());
        return reader.next();
    }

    @Override
    public int kind() {
        return reader.kind();
    }

    @Override
    public DirectBuffer buffer() {
        return reader.buffer();
    }

    @Override
    public int offset() {
        return reader.offset();
    }

    @Override
    public int length() {
        return reader.length();
    }
}
