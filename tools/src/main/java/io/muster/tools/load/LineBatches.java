package io.muster.tools.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into batches of whole lines. The last line needs no end. */
public final class LineBatches {
    private final String source;
    private final InputStream stream;
    private final int targetBytes;
    private final int maxLineBytes;

    private byte[] carried = {};
    private long nextLine = 1;
    private boolean ended;

    /**
     * Reads from {@code stream}, which stays the caller's to close.
     *
     * @param targetBytes length of a batch; one with a longer line is longer
     * @param maxLineBytes the longest line
     */
    public LineBatches(String source, InputStream stream, int targetBytes, int maxLineBytes) {
        this.source = source;
        this.stream = stream;
        this.targetBytes = targetBytes;
        this.maxLineBytes = maxLineBytes;
    }

    /** The next batch; null at the end. Throws {@link IOException} for a line that is too long, naming it. */
    public LineBatch next() throws IOException {
        byte[] bytes = Arrays.copyOf(carried, Math.max(targetBytes, carried.length));
        int filled = carried.length;
        int end = 0;
        while (end == 0) {
            filled = fill(bytes, filled);
            end = ended ? filled : lastLineEnd(bytes, filled);
            if (end == 0 && ended) {
                return null;
            }
            if (end == 0) {
                bytes = longer(bytes);
            }
        }
        carried = Arrays.copyOfRange(bytes, end, filled);
        LineBatch batch = new LineBatch(source, nextLine, lines(bytes, end), bytes, end);
        nextLine += batch.lines();
        return batch;
    }

    /** Passes over lines until the one of that number, from 1. Returns false if there are not so many. */
    public boolean skipTo(long line) throws IOException {
        while (nextLine < line) {
            LineBatch batch = next();
            if (batch == null) {
                return false;
            }
            if (nextLine > line) {
                int start = batch.start((int) (line - batch.firstLine()));
                byte[] rest = Arrays.copyOfRange(batch.bytes(), start, batch.length() + carried.length);
                System.arraycopy(carried, 0, rest, batch.length() - start, carried.length);
                carried = rest;
                nextLine = line;
                ended = false;
            }
        }
        return true;
    }

    private int fill(byte[] bytes, int from) throws IOException {
        int read;
        try {
            read = stream.readNBytes(bytes, from, bytes.length - from);
        } catch (IOException failure) {
            throw new IOException(
                    source + ": " + failure.getMessage() + " (after line " + (nextLine - 1) + ")", failure);
        }
        ended = from + read < bytes.length;
        return from + read;
    }

    private byte[] longer(byte[] bytes) throws IOException {
        if (bytes.length > maxLineBytes) {
            throw new IOException(source + ":" + nextLine + ": found a line of more than " + maxLineBytes
                    + " bytes, expected a shorter one");
        }
        return Arrays.copyOf(bytes, bytes.length * 2);
    }

    private static int lastLineEnd(byte[] bytes, int filled) {
        int end = filled;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static int lines(byte[] bytes, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return length > 0 && bytes[length - 1] != '\n' ? lines + 1 : lines;
    }
}
