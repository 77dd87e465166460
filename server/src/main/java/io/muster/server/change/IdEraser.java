package io.muster.server.change;

import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes a finished file again without the ids of records of customers who are gone; changes stay, with their ordinals.
 * One thread.
 */
final class IdEraser {
    private final ChangeFiles files;
    private final CustomerLookup customers;
    private final BlockReader reader = new BlockReader();
    private final EntryDecoder entry = new EntryDecoder();

    IdEraser(ChangeFiles files, CustomerLookup customers) {
        this.files = files;
        this.customers = customers;
    }

    /**
     * Writes the file's successor beside it where there is something to erase.
     *
     * @return its length in bytes; 0 where the file may stay as it is
     */
    long rewrite(ChangeFile file) throws IOException {
        try (DiskFile opened = files.open(file)) {
            return hasIds(file, opened, opened.size()) ? copy(file, opened) : 0;
        }
    }

    /** Whether there is something to erase in a file that is being written. */
    boolean hasIds(ChangeFile file) throws IOException {
        try (DiskFile opened = files.open(file)) {
            return hasIds(file, opened, file.lengthBytes());
        }
    }

    /** Also where its end is torn, for nobody knows what stands there. */
    private boolean hasIds(ChangeFile file, DiskFile opened, long endBytes) throws IOException {
        if (!reader.open(opened, file.firstSequence(), endBytes)) {
            return false;
        }
        while (reader.next(endBytes) && reader.verify(endBytes)) {
            entry.wrap(reader, true);
            while (entry.next()) {
                if (isToErase()) {
                    return true;
                }
            }
        }
        return reader.problem() != null;
    }

    private long copy(ChangeFile file, DiskFile opened) throws IOException {
        long endBytes = opened.size();
        long position = ChangeDescriptor.FILE_HEADER_LENGTH;
        BlockBuilder block = new BlockBuilder();
        try (DiskFile target = files.createBeside(file)) {
            ByteBuffer header =
                    ByteBuffer.allocate(ChangeDescriptor.FILE_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            ChangeDescriptor.putFileHeader(header, file.firstSequence());
            target.writeFully(header, 0);
            reader.open(opened, file.firstSequence(), endBytes);
            while (reader.next(endBytes) && reader.verify(endBytes)) {
                entry.wrap(reader, true);
                while (entry.next()) {
                    block.because(
                            entry.sequence(),
                            entry.atMillis(),
                            entry.workspaceId(),
                            (byte) entry.cause(),
                            entry.buffer(),
                            entry.idOffset(),
                            isToErase() ? 0 : entry.idLength());
                    block.change(entry.segmentId(), entry.version(), entry.ordinal(), entry.entered());
                }
                ByteBuffer finished = block.finish(reader.reachedSequence());
                int length = finished.remaining();
                target.writeFully(finished, position);
                position += length;
            }
            target.force();
        }
        return position;
    }

    private boolean isToErase() {
        return entry.idLength() > 0 && customers.isGone(entry.workspaceId(), entry.ordinal());
    }
}
