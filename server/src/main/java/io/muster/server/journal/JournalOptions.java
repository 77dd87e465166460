package io.muster.server.journal;

/**
 * How a journal is written.
 *
 * @param maxFileBytes a file that would grow beyond this is closed and the next one begun; a single longer batch has a
 *     file of its own
 */
public record JournalOptions(long maxFileBytes) {
    /** Checks the bounds. */
    public JournalOptions {
        if (maxFileBytes < JournalDescriptor.FILE_HEADER_LENGTH) {
            throw new IllegalArgumentException("maxFileBytes: found " + maxFileBytes + ", expected "
                    + JournalDescriptor.FILE_HEADER_LENGTH + " or more");
        }
    }

    /** Files of up to 1 GiB. */
    public static JournalOptions defaults() {
        return new JournalOptions(1L << 30);
    }
}
