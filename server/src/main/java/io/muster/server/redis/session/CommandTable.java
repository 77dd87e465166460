package io.muster.server.redis.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.server.redis.resp.CommandArguments;
import java.util.List;
import org.agrona.DirectBuffer;

/** Finds commands by name, in capitals or not, without making a string of it. Immutable: any thread. */
public final class CommandTable {
    /** Longest name of a command. */
    static final int MAX_NAME_BYTES = 2 * Long.BYTES;

    private static final int SIZE = 256;
    private static final long CASE_BITS = 0x2020_2020_2020_2020L;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final List<RedisCommand> commands;
    private final long[] firsts = new long[SIZE];
    private final long[] seconds = new long[SIZE];
    private final int[] indexes = new int[SIZE];

    /** A table of these; each is known by its place in the list, from 1. */
    public CommandTable(List<RedisCommand> commands) {
        this.commands = List.copyOf(commands);
        for (int index = 1; index <= commands.size(); index++) {
            put(commands.get(index - 1).spec().name(), index);
        }
    }

    /** All commands. */
    public List<RedisCommand> commands() {
        return commands;
    }

    /** The place of the command that the first argument names, from 1; 0 for none. */
    int find(CommandArguments arguments) {
        int length = arguments.length(0);
        if (length == 0 || length > MAX_NAME_BYTES) {
            return 0;
        }
        DirectBuffer buffer = arguments.buffer();
        int offset = arguments.offset(0);
        long first = word(buffer, offset, Math.min(length, Long.BYTES));
        long second = length > Long.BYTES ? word(buffer, offset + Long.BYTES, length - Long.BYTES) : 0;
        int slot = slot(first, second);
        while (indexes[slot] != 0) {
            if (firsts[slot] == first && seconds[slot] == second) {
                return indexes[slot];
            }
            slot = slot + 1 & SIZE - 1;
        }
        return 0;
    }

    /** The command at that place, from 1. */
    RedisCommand command(int index) {
        return commands.get(index - 1);
    }

    private void put(String name, int index) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < name.length(); i++) {
            long letter = (long) name.charAt(i) << (i & 7) * Byte.SIZE;
            first |= i < Long.BYTES ? letter : 0;
            second |= i < Long.BYTES ? 0 : letter;
        }
        int slot = slot(first, second);
        while (indexes[slot] != 0) {
            slot = slot + 1 & SIZE - 1;
        }
        firsts[slot] = first;
        seconds[slot] = second;
        indexes[slot] = index;
    }

    /** Names are small letters, which only they themselves and their capitals become by this bit. */
    private static long word(DirectBuffer buffer, int offset, int length) {
        if (offset + Long.BYTES <= buffer.capacity()) {
            long mask = -1L >>> (Long.BYTES - length) * Byte.SIZE;
            return (buffer.getLong(offset, LITTLE_ENDIAN) | CASE_BITS) & mask;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (buffer.getByte(offset + i) | 0x20L) << i * Byte.SIZE;
        }
        return word;
    }

    private static int slot(long first, long second) {
        return (int) ((first ^ second * SPREAD) * SPREAD >>> 56);
    }
}
