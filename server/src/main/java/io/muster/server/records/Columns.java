package io.muster.server.records;

/** Byte positions of a UTF-8 line as columns: Unicode code points, from 1. */
final class Columns {
    private Columns() {}

    /**
     * The column of the byte {@code position} bytes into the line; positions outside the line are moved to its ends.
     */
    static int of(byte[] line, int offset, int length, long position) {
        int end = offset + (int) Math.max(0, Math.min(length, position));
        int column = 1;
        for (int i = offset; i < end; i++) {
            boolean continuation = (line[i] & 0xC0) == 0x80;
            if (!continuation) {
                column++;
            }
        }
        return column;
    }
}
