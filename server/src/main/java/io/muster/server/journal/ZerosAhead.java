package io.muster.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes zeros behind the end of a journal file while nobody waits, so that what comes next is forced without a change
 * of the file's length. One thread.
 *
 * <p>Where much is forced at once the length does not matter, and the zeros would be written for nothing: then none
 * are.
 */
final class ZerosAhead {
    private static final Logger LOG = LoggerFactory.getLogger(ZerosAhead.class);
    private static final int SHARE_OF_A_LARGE_GROUP = 16;

    private final long maxFileBytes;
    private final ByteBuffer zeros;
    private boolean failed;

    ZerosAhead(JournalOptions options) {
        maxFileBytes = options.maxFileBytes();
        zeros = ByteBuffer.allocateDirect(options.aheadBytes());
    }

    /**
     * Writes and forces a portion, if it is time. Nothing is lost where there is no room for it: then there are no
     * zeros in this file any more.
     *
     * @param lastGroupBytes how much was forced together last
     * @return whether it did
     * @throws IOException if the force fails
     */
    boolean grow(JournalFile file, long lastGroupBytes) throws IOException {
        long room = maxFileBytes - file.writtenBytes() - file.aheadBytes();
        int length = (int) Math.min(zeros.capacity(), room);
        boolean isLoad = lastGroupBytes > zeros.capacity() / SHARE_OF_A_LARGE_GROUP;
        if (length <= 0 || failed || isLoad || file.aheadBytes() > zeros.capacity() / 2) {
            return false;
        }
        try {
            file.writeZeros(zeros.clear().limit(length));
        } catch (IOException e) {
            failed = true;
            LOG.warn("the journal's file could not be lengthened ahead of need: {}", e.getMessage());
            return false;
        }
        file.force();
        return true;
    }

    /** A new file was begun. */
    void restart() {
        failed = false;
    }
}
