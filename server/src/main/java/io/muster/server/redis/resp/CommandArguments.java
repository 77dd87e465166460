package io.muster.server.redis.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The arguments of one command where they stand in the buffer; the first is its name. Good until the next is decoded.
 * Belongs to the I/O thread.
 */
public final class CommandArguments {
    private static final int USUAL_COUNT = 8;
    private static final int KEPT_COUNT = 1_024;
    private static final int CASE_BIT = 0x20;

    private DirectBuffer buffer;
    private int base;
    private int[] offsets = new int[USUAL_COUNT];
    private int[] lengths = new int[USUAL_COUNT];
    private int count;

    /** How many, the name included. */
    public int count() {
        return count;
    }

    /** Where they stand. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Where one begins in {@link #buffer()}. */
    public int offset(int index) {
        return base + offsets[index];
    }

    /** Its length in bytes. */
    public int length(int index) {
        return lengths[index];
    }

    /** A copy of its bytes. */
    public byte[] bytes(int index) {
        byte[] copy = new byte[lengths[index]];
        buffer.getBytes(offset(index), copy);
        return copy;
    }

    /** As UTF-8. */
    public String text(int index) {
        return new String(bytes(index), UTF_8);
    }

    /** A character a byte, so that what is no text comes back as it was. */
    public String raw(int index) {
        return new String(bytes(index), ISO_8859_1);
    }

    /** The number that it is, or {@link RespNumber#NONE}. */
    public long number(int index) {
        return RespNumber.parse(buffer, offset(index), lengths[index]);
    }

    /** Whether it is that word, written in capitals or not. */
    public boolean is(int index, String lowerCaseWord) {
        int length = lengths[index];
        if (length != lowerCaseWord.length()) {
            return false;
        }
        int offset = offset(index);
        for (int i = 0; i < length; i++) {
            int wanted = lowerCaseWord.charAt(i);
            int found = buffer.getByte(offset + i);
            if (found != wanted && (wanted < 'a' || wanted > 'z' || (found | CASE_BIT) != wanted)) {
                return false;
            }
        }
        return true;
    }

    /** Begins anew; a table that one long command made large is given back. */
    void clear() {
        if (offsets.length > KEPT_COUNT) {
            offsets = new int[USUAL_COUNT];
            lengths = new int[USUAL_COUNT];
        }
        count = 0;
    }

    /** Adds one, {@code offset} bytes behind the command's beginning. */
    void add(int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = offset;
        lengths[count++] = length;
    }

    /** Says where the command begins. */
    void at(DirectBuffer newBuffer, int newBase) {
        buffer = newBuffer;
        base = newBase;
    }
}
