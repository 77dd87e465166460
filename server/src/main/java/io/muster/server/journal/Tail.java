package io.muster.server.journal;

import static io.muster.server.journal.JournalDescriptor.FRAME_ALIGNMENT;
import static io.muster.server.journal.JournalDescriptor.FRAME_FIRST_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_FORCED_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_LENGTH;
import static io.muster.server.journal.JournalDescriptor.SECTOR_LENGTH;

import java.io.IOException;

/**
 * Tells a frame that was never completely written from one that was damaged later.
 *
 * <p>Frames are written where nothing or zeros were before. When the power goes, of what was written and not yet forced
 * some sectors may be there and others not; when the process ends or the disk is full, the front of a write may be
 * there and the rest not. What is missing reads as zeros. A whole frame has a part that is not zero in the first and
 * the last sector of it and of its header, and its last byte is not. So a bad frame was never completely written if
 * what is in one sector of it is all zeros, or what is from somewhere to its end; unless a later frame says that it was
 * on the disk.
 */
final class Tail {
    private Tail() {}

    /** Of a frame whose header is bad, so that nobody knows how long it is. */
    static boolean headerNeverWritten(JournalWindow window, long from, long sequence) throws IOException {
        boolean neverWritten = hasHole(window, from, from + FRAME_HEADER_LENGTH)
                || window.isZero(from + FRAME_HEADER_LENGTH, window.sizeBytes());
        return neverWritten && !forcedLater(window, from, sequence);
    }

    /** Of a frame that ends at {@code to}. */
    static boolean frameNeverWritten(JournalWindow window, long from, long to, long sequence) throws IOException {
        boolean neverWritten = window.isZero(to - 1, to) || hasHole(window, from, to);
        return neverWritten && !forcedLater(window, from, sequence);
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
