package io.muster.server.records;

/**
 * Reads a batch of JSON Lines: each line becomes a command or a refusal. Lines end with {@code \n} or {@code \r\n}, the
 * last may have no end; blank lines are skipped but counted; a UTF-8 byte order mark at the start of the array is
 * passed over. Reusable, not thread-safe.
 */
public final class BatchParser {
    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private final RecordParser parser = new RecordParser();
    private RecordGate gate = RecordGate.OPEN;

    /** From here on every well-formed record is taken only if {@code newGate} lets it. */
    public void gate(RecordGate newGate) {
        gate = newGate;
    }

    /** As below, for records that happen now. */
    public void parse(
            byte[] jsonLines, int offset, int length, int workspaceId, CommandTarget target, BatchLines lines) {
        parse(jsonLines, offset, length, workspaceId, false, target, lines);
    }

    /**
     * Reads {@code length} bytes, hands each command to {@code target}, and fills {@code lines} anew.
     *
     * @param imported whether they are history that is loaded
     */
    public void parse(
            byte[] jsonLines,
            int offset,
            int length,
            int workspaceId,
            boolean imported,
            CommandTarget target,
            BatchLines lines) {
        parser.imported(imported);
        lines.clear();
        int end = offset + length;
        int start = offset + (offset == 0 && hasByteOrderMark(jsonLines, length) ? BYTE_ORDER_MARK_LENGTH : 0);
        while (start < end) {
            int lineEnd = lineEnd(jsonLines, start, end);
            lines.next();
            line(jsonLines, start, lineEnd, workspaceId, target, lines);
            start = lineEnd + 1;
        }
    }

    private void line(byte[] bytes, int start, int lineEnd, int workspaceId, CommandTarget target, BatchLines lines) {
        int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (isBlank(bytes, start, end)) {
            return;
        }
        int length = parser.parse(bytes, start, end - start, workspaceId);
        if (length == RecordParser.REFUSED) {
            lines.refuse(parser.refusal());
            return;
        }
        String closed = gate.refuse(parser.buffer().getByte(0) & 0xFF);
        if (closed != null) {
            lines.refuse(new Refusal(1, null, closed));
            return;
        }
        target.add(parser.buffer(), 0, length);
        lines.taken(start, end - start);
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

    private static boolean hasByteOrderMark(byte[] bytes, int length) {
        return length >= BYTE_ORDER_MARK_LENGTH
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }
}
