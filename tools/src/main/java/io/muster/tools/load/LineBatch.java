package io.muster.tools.load;

/**
 * Whole lines.
 *
 * @param source the file they come from
 * @param firstLine number of the first in its file, from 1
 * @param lines how many, blank ones too
 * @param bytes of which the first {@code length} are the lines
 */
public record LineBatch(String source, long firstLine, int lines, byte[] bytes, int length) {
    /** Number of the last line. */
    public long lastLine() {
        return firstLine + lines - 1;
    }

    /** Where the line of that index, from 0, starts. */
    public int start(int index) {
        int start = 0;
        for (int passed = 0; passed < index && start < length; passed++) {
            start = lineEnd(start) + 1;
        }
        return Math.min(start, length);
    }

    /** Where the line that starts there ends; its newline, if it has one, stands at that place. */
    public int lineEnd(int start) {
        int end = start;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
