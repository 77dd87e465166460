package io.muster.server.records;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;

/**
 * Reads a batch of JSON Lines: each line becomes a command or a refusal. Lines end with {@code \n} or {@code \r\n}, the
 * last may have no end; blank lines are skipped but counted; a UTF-8 byte order mark at the start is passed over. Reusable,
 * not thread-safe.
 */
public final class BatchParser {
    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private final RecordParser parser = new RecordParser();
    private final IntArrayList lines = new IntArrayList();
    private final IntArrayList offsets = new IntArrayList();
    private final IntArrayList lengths = new IntArrayList();
    private List<RefusedRecord> refused = new ArrayList<>();
    private int lineCount;

    /** Reads {@code length} bytes and hands each command to {@code target}. */
    public void parse(byte[] jsonLines, int offset, int length, int workspaceId, CommandTarget target) {
        clear();
        int end = offset + length;
        int start = offset + (hasByteOrderMark(jsonLines, offset, length) ? BYTE_ORDER_MARK_LENGTH : 0);
        while (start < end) {
            int lineEnd = lineEnd(jsonLines, start, end);
            lineCount++;
            line(jsonLines, start, lineEnd, workspaceId, target);
            start = lineEnd + 1;
        }
    }

    /** How many lines the last batch had, blank ones too. */
    public int lineCount() {
        return lineCount;
    }

    /** How many commands the last batch gave. */
    public int commandCount() {
        return lines.size();
    }

    /** The line, from 1, that gave the command of that index, from 0. */
    public int line(int command) {
        return lines.getInt(command);
    }

    /** Where that command's line starts in the batch. */
    public int lineOffset(int command) {
        return offsets.getInt(command);
    }

    /** Length in bytes of that command's line, without its end. */
    public int lineLength(int command) {
        return lengths.getInt(command);
    }

    /** The lines refused by the last {@link #parse}, in order; the caller's to keep. */
    public List<RefusedRecord> refused() {
        return refused;
    }

    private void clear() {
        lines.clear();
        offsets.clear();
        lengths.clear();
        refused = new ArrayList<>(0);
        lineCount = 0;
    }

    private void line(byte[] bytes, int start, int lineEnd, int workspaceId, CommandTarget target) {
        int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (isBlank(bytes, start, end)) {
            return;
        }
        int length = parser.parse(bytes, start, end - start, workspaceId);
        if (length == RecordParser.REFUSED) {
            Refusal refusal = parser.refusal();
            refused.add(new RefusedRecord(lineCount, refusal.column(), refusal.field(), refusal.reason()));
            return;
        }
        target.add(parser.buffer(), 0, length);
        lines.addInt(lineCount);
        offsets.addInt(start);
        lengths.addInt(end - start);
    }

    private static int lineEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at == end;
    }

    private static boolean hasByteOrderMark(byte[] bytes, int offset, int length) {
        return length >= BYTE_ORDER_MARK_LENGTH
                && bytes[offset] == (byte) 0xEF
                && bytes[offset + 1] == (byte) 0xBB
                && bytes[offset + 2] == (byte) 0xBF;
    }
}
