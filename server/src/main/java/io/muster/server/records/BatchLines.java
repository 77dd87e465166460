package io.muster.server.records;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;

/** What became of the lines of a batch: which command came from which line, and which were refused. Not thread-safe. */
public final class BatchLines {
    private final IntArrayList lines = new IntArrayList();
    private final IntArrayList offsets = new IntArrayList();
    private final IntArrayList lengths = new IntArrayList();
    private final List<RefusedRecord> refused = new ArrayList<>(0);
    private int lineCount;

    /** How many lines the batch has, blank ones too. */
    public int lineCount() {
        return lineCount;
    }

    /** How many of them became commands. */
    public int commandCount() {
        return lines.size();
    }

    /** The line, from 1, that gave the command of that index, from 0. */
    public int line(int command) {
        return lines.getInt(command);
    }

    /** Where that command's line starts in the batch's bytes. */
    public int lineOffset(int command) {
        return offsets.getInt(command);
    }

    /** Length in bytes of that command's line, without its end. */
    public int lineLength(int command) {
        return lengths.getInt(command);
    }

    /** The lines that were refused, in order. Overwritten when the batch is filled anew. */
    public List<RefusedRecord> refused() {
        return refused;
    }

    void clear() {
        lines.clear();
        offsets.clear();
        lengths.clear();
        refused.clear();
        lineCount = 0;
    }

    void next() {
        lineCount++;
    }

    void taken(int offset, int length) {
        lines.addInt(lineCount);
        offsets.addInt(offset);
        lengths.addInt(length);
    }

    void refuse(Refusal refusal) {
        refused.add(new RefusedRecord(lineCount, refusal.column(), refusal.field(), refusal.reason()));
    }
}
