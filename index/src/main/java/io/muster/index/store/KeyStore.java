package io.muster.index.store;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import org.agrona.DirectBuffer;

/**
 * Secondary keys by kind, of which e-mail addresses are the only one now, and what they lead to, off the heap. For one
 * thread.
 *
 * <pre>
 *  0                 4                 8
 *  +-----------------+-----------------+---------------------+
 *  | workspace (int) | kind (int)      | the key's own bytes |
 *  +-----------------+-----------------+---------------------+
 * </pre>
 */
public final class KeyStore implements Keys, AutoCloseable {
    private static final int HEADER_LENGTH = 2 * SIZE_OF_INT;
    private static final int AVERAGE_LENGTH = 24;

    private final MapChain values;
    private final Blob key = new Blob();
    private final Blob value = new Blob().resize(SIZE_OF_LONG);
    private final Blob replaced = new Blob().resize(SIZE_OF_LONG);
    private WaitingKeys waiting;

    /** @param expectedEntries how many keys to plan for; more fit, at the price of looking in more than one map */
    public KeyStore(long expectedEntries) {
        values = new MapChain(
                expectedEntries,
                HEADER_LENGTH + AVERAGE_LENGTH + SIZE_OF_LONG,
                entries -> Maps.builder(Blob.class, entries)
                        .name("keys")
                        .averageKeySize(HEADER_LENGTH + AVERAGE_LENGTH)
                        .valueMarshaller(new BlobMarshaller())
                        .constantValueSizeBySample(value)
                        .create());
    }

    @Override
    public long get(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        keyOf(workspaceId, kind, bytes, offset, length);
        long found = waiting == null ? MISSING : waiting.get(key);
        if (found == MISSING && values.get(key, value)) {
            found = value.buffer().getLong(0);
        }
        return found;
    }

    @Override
    public void put(int workspaceId, int kind, DirectBuffer bytes, int offset, int length, long newValue) {
        keyOf(workspaceId, kind, bytes, offset, length);
        value.buffer().putLong(0, newValue);
        if (waiting != null) {
            waiting.remove(key);
        }
        values.put(key, value, replaced);
    }

    @Override
    public void restore(int workspaceId, int kind, DirectBuffer bytes, int offset, int length, long newValue) {
        if (waiting == null) {
            waiting = new WaitingKeys();
        }
        if (waiting.hasRoom(HEADER_LENGTH + length)) {
            waiting.add(keyOf(workspaceId, kind, bytes, offset, length), newValue);
        } else {
            put(workspaceId, kind, bytes, offset, length, newValue);
        }
    }

    /** Moves some of what was restored to where it stays; returns whether nothing is left to be moved. */
    public boolean moveRestored(int entries) {
        for (int i = 0; i < entries && waiting != null; i++) {
            if (waiting.takeOne(key, value)) {
                values.add(key, value);
            } else {
                waiting = null;
            }
        }
        return waiting == null;
    }

    /** How many of {@link #size} were restored and wait to be moved. */
    public long waiting() {
        return waiting == null ? 0 : waiting.size();
    }

    @Override
    public void remove(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        keyOf(workspaceId, kind, bytes, offset, length);
        if (waiting == null || !waiting.remove(key)) {
            values.remove(key, replaced);
        }
    }

    /** How many keys there are. */
    public long size() {
        return values.size() + waiting();
    }

    /** Size of the memory off the heap, as reserved; less of it may be in use. */
    public long bytes() {
        return values.bytes() + (waiting == null ? 0 : waiting.bytes());
    }

    /** Frees the memory. Nothing else may be called afterwards. */
    @Override
    public void close() {
        values.close();
    }

    private Blob keyOf(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        key.resize(HEADER_LENGTH + length);
        key.buffer().putInt(0, workspaceId);
        key.buffer().putInt(SIZE_OF_INT, kind);
        bytes.getBytes(offset, key.bytes(), HEADER_LENGTH, length);
        return key;
    }
}
