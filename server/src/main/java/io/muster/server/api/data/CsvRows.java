package io.muster.server.api.data;

import io.muster.server.records.RecordLimits;
import java.util.Arrays;

/**
 * Finds where the rows of a table end that comes byte by byte (RFC 4180): at a line's end, but not within quotes, which
 * open only where a cell begins. A row that is longer than a record may be is cut off where nobody takes it any more,
 * so that what is held has a bound. One thread.
 */
final class CsvRows {
    private static final int MOST_OF_ROW = RecordLimits.LINE_LENGTH_BYTES + 1;
    private static final int FIRST_BYTES = 1024;

    private final byte delimiter;
    private final Reader reader;
    private byte[] row = new byte[FIRST_BYTES];
    private int length;
    private Place place = Place.CELL_START;
    private boolean afterReturn;
    private long line = 1;
    private long rowLine = 1;

    CsvRows(char delimiter, Reader reader) {
        this.delimiter = (byte) delimiter;
        this.reader = reader;
    }

    /** Who is told of rows. */
    @FunctionalInterface
    interface Reader {
        /**
         * A row without its end; empty where the line is.
         *
         * @param line of the body at which it begins, from 1
         * @param isClosed whether no quote is left open
         */
        void row(byte[] bytes, int length, long line, boolean isClosed);
    }

    private enum Place {
        CELL_START,
        PLAIN,
        QUOTED,
        AFTER_QUOTE
    }

    void add(byte[] source, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            add(source[i]);
        }
    }

    /** There is no more. */
    void end() {
        if (length > 0) {
            line++;
            endRow(place != Place.QUOTED);
        }
    }

    /** How many lines the rows have that have ended. */
    long lines() {
        return rowLine - 1;
    }

    private void add(byte each) {
        boolean second = afterReturn && each == '\n';
        afterReturn = each == '\r';
        if (each == '\r' || each == '\n') {
            if (!second) {
                line++;
            }
            if (place == Place.QUOTED) {
                keep(each);
            } else if (!second) {
                endRow(true);
            }
            return;
        }
        keep(each);
        place = switch (place) {
            case CELL_START -> each == '"' ? Place.QUOTED : plain(each);
            case PLAIN -> plain(each);
            case QUOTED -> each == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
            case AFTER_QUOTE -> each == '"' ? Place.QUOTED : plain(each);
        };
    }

    private Place plain(byte each) {
        return each == delimiter ? Place.CELL_START : Place.PLAIN;
    }

    private void keep(byte each) {
        if (length < MOST_OF_ROW) {
            if (length == row.length) {
                row = Arrays.copyOf(row, Math.min(MOST_OF_ROW, 2 * length));
            }
            row[length++] = each;
        }
    }

    private void endRow(boolean isClosed) {
        int whole = length;
        long begun = rowLine;
        length = 0;
        place = Place.CELL_START;
        rowLine = line;
        reader.row(row, whole, begun, isClosed);
    }
}
