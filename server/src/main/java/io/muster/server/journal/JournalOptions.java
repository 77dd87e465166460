package io.muster.server.journal;

/**
 * How a journal is written.
 *
 * @param maxFileBytes a file that would grow beyond this is closed and the next one begun; a single longer batch has a
 *     file of its own
 * @param aheadBytes how much a file is lengthened at a time, with zeros, while nobody waits; 0 for never. More means
 *     fewer forces that change a file's length, and a longer wait for who comes meanwhile
 */
public record JournalOptions(long maxFileBytes, int aheadBytes) {
    private static final int MIB = 1 << 20;

    /** Checks the bounds. */
    public JournalOptions {
        within("maxFileBytes", maxFileBytes, JournalDescriptor.FILE_HEADER_LENGTH, Long.MAX_VALUE);
        within("aheadBytes", aheadBytes, 0, 64 * MIB);
    }

    /** Files of up to {@code maxFileBytes}, otherwise the defaults. */
    public JournalOptions(long maxFileBytes) {
        this(maxFileBytes, MIB);
    }

    /** Files of up to 1 GiB, 1 MiB ahead. */
    public static JournalOptions defaults() {
        return new JournalOptions(1L << 30);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
