package io.muster.server.journal;

import static io.muster.server.journal.JournalDescriptor.FRAME_ALIGNMENT;
import static io.muster.server.journal.JournalDescriptor.FRAME_FIRST_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_FORCED_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_LENGTH;

import java.io.IOException;

/**
 * Tells a frame that was never completely written from one that was damaged later.
 *
 * <p>When the power goes, of what was written and not yet forced some sectors may be there and others not; in a file
 * that only grows the missing ones read as zeros. So a bad frame was never completely written if a sector of it is all
 * zeros and no later frame says that it was on the disk.
 */
final class Tail {
    private static final int SECTOR_LENGTH = 512;

    private Tail() {}

    static boolean neverWritten(JournalWindow window, long from, long to, long sequence) throws IOException {
        return hasHole(window, from, to) && !forcedLater(window, from, sequence);
    }

    private static boolean hasHole(JournalWindow window, long from, long to) throws IOException {
        long sectorStart = from;
        while (sectorStart < to) {
            long next = (sectorStart / SECTOR_LENGTH + 1) * SECTOR_LENGTH;
            long end = Math.min(next, to);
            if (window.isZero(sectorStart, end)) {
                return true;
            }
            sectorStart = next;
        }
        return false;
    }

    private static boolean forcedLater(JournalWindow window, long from, long sequence) throws IOException {
        long last = window.sizeBytes() - FRAME_HEADER_LENGTH;
        for (long offset = from + FRAME_ALIGNMENT; offset <= last; offset += FRAME_ALIGNMENT) {
            int at = window.at(offset, FRAME_HEADER_LENGTH);
            if (window.bytes().getLong(at + FRAME_FIRST_SEQUENCE_OFFSET) > sequence
                    && window.bytes().getLong(at + FRAME_FORCED_SEQUENCE_OFFSET) >= sequence
                    && window.bytes().getInt(at + FRAME_HEADER_CHECKSUM_OFFSET)
                            == JournalDescriptor.frameHeaderChecksum(window.bytes(), at)) {
                return true;
            }
        }
        return false;
    }
}
