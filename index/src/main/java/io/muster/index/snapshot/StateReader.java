package io.muster.index.snapshot;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what {@link StateWriter} wrote. What does not fit is refused with the structure, what was found and what was
 * expected. One thread.
 */
public final class StateReader {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final BlockSource source;
    private DirectBuffer buffer = NOTHING;
    private Structure structure = Structure.ENGINE;
    private long block;
    private int position;
    private int limit;

    public StateReader(BlockSource source) {
        this.source = source;
    }

    /**
     * The structure that must begin here.
     *
     * @return the version of its layout, from 1 to that which this code writes
     */
    public int begin(Structure expected) throws SnapshotException {
        structure = expected;
        int found = getInt();
        int number = found >>> Short.SIZE;
        int version = found & 0xffff;
        if (number != expected.number()) {
            throw refuse("structure", Structure.name(number), expected);
        }
        if (version < 1 || version > expected.version()) {
            String versions = expected.version() == 1 ? "version 1" : "version 1 to " + expected.version();
            throw refuse("layout", "version " + version, versions);
        }
        return version;
    }

    public int getInt() throws SnapshotException {
        require(SIZE_OF_INT);
        int value = buffer.getInt(position, StateWriter.ORDER);
        position += SIZE_OF_INT;
        return value;
    }

    public long getLong() throws SnapshotException {
        require(SIZE_OF_LONG);
        long value = buffer.getLong(position, StateWriter.ORDER);
        position += SIZE_OF_LONG;
        return value;
    }

    public boolean getBoolean() throws SnapshotException {
        return getInt("flag", 0, 1) == 1;
    }

    /** An int that must lie between two others; {@code what} names it to people. */
    public int getInt(String what, int least, int most) throws SnapshotException {
        int value = getInt();
        if (value < least || value > most) {
            throw refuse(what, value, least + " to " + most);
        }
        return value;
    }

    /** Null where null was written. */
    public String getText() throws SnapshotException {
        int length = getInt("length of text", -1, Integer.MAX_VALUE - Long.BYTES);
        if (length < 0) {
            return null;
        }
        StringBytes bytes = new StringBytes();
        while (bytes.length() < length) {
            int part = Math.min(length - bytes.length(), next());
            bytes.append(buffer, position, part);
            position += part;
        }
        return bytes.text();
    }

    /** So many bytes, to the place in the target. */
    public void getBytes(MutableDirectBuffer target, int offset, int lengthBytes) throws SnapshotException {
        int done = 0;
        while (done < lengthBytes) {
            int part = Math.min(lengthBytes - done, next());
            target.putBytes(offset + done, buffer, position, part);
            position += part;
            done += part;
        }
    }

    /** Nothing may come any more. */
    public void end() throws SnapshotException {
        if (position < limit || source.next()) {
            throw refuse("end", "more", "nothing");
        }
    }

    /** What to throw where the current structure has something else than it should. */
    public SnapshotException refuse(String what, Object found, Object expected) {
        return new SnapshotException("snapshot, block " + block + ", " + structure + ": " + what + ": found " + found
                + ", expected " + expected);
    }

    /** As thrown where the bytes are no such thing. */
    public SnapshotException refuse(String what, Exception cause) {
        return new SnapshotException(
                "snapshot, block " + block + ", " + structure + ": found " + cause + ", expected " + what, cause);
    }

    private void require(int lengthBytes) throws SnapshotException {
        if (next() < lengthBytes) {
            throw refuse("bytes left of the block", limit - position, lengthBytes + " or more");
        }
    }

    /** How many bytes of the block are left, at least one; it is the next block where the last has been read. */
    private int next() throws SnapshotException {
        while (position == limit) {
            if (!source.next()) {
                throw refuse("block", "none", "one more");
            }
            block++;
            if (source.kind() != StateWriter.BLOCK_KIND) {
                throw refuse(
                        "kind of block",
                        hex(source.kind()),
                        hex(StateWriter.BLOCK_KIND) + " (engine state, version 1)");
            }
            buffer = source.buffer();
            position = source.offset();
            limit = position + source.length();
        }
        return limit - position;
    }

    private static String hex(int kind) {
        return "0x" + Integer.toHexString(kind);
    }
}
