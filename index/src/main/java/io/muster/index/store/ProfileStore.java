package io.muster.index.store;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The profile of each customer, bytes that mean nothing here, off the heap. For one thread. */
public final class ProfileStore implements ProfileBytes, AutoCloseable {
    private static final int AVERAGE_LENGTH = 96;

    private final MapChain profiles;
    private final Blob key = new Blob().resize(SIZE_OF_LONG);
    private final Blob value = new Blob();
    private final Blob replaced = new Blob();
    private WaitingProfiles waiting;

    /** @param expectedEntries how many profiles to plan for; more fit, at the price of looking in more than one map */
    public ProfileStore(long expectedEntries) {
        profiles = new MapChain(
                expectedEntries,
                SIZE_OF_LONG + AVERAGE_LENGTH,
                entries -> Maps.builder(Blob.class, entries)
                        .name("profiles")
                        .constantKeySizeBySample(key)
                        .valueMarshaller(new BlobMarshaller())
                        .averageValueSize(AVERAGE_LENGTH)
                        .create());
    }

    @Override
    public void put(int workspaceId, int ordinal, DirectBuffer src, int offset, int length) {
        if (waiting != null) {
            waiting.remove(workspaceId, ordinal);
        }
        profiles.put(keyOf(workspaceId, ordinal), value.set(src, offset, length), replaced);
    }

    @Override
    public void restore(int workspaceId, int ordinal, DirectBuffer src, int offset, int length) {
        if (waiting == null) {
            waiting = new WaitingProfiles();
        }
        if (waiting.hasRoom(length)) {
            waiting.add(workspaceId, ordinal, src, offset, length);
        } else {
            move(workspaceId, ordinal, src, offset, length);
        }
    }

    /** Moves some of what was restored to where it stays; returns whether nothing is left to be moved. */
    public boolean moveRestored(int entries) {
        for (int i = 0; i < entries && waiting != null; i++) {
            if (!waiting.takeFirst(this::move)) {
                waiting = null;
            }
        }
        return waiting == null;
    }

    /** How many of {@link #size} were restored and wait to be moved. */
    public long waiting() {
        return waiting == null ? 0 : waiting.size();
    }

    private void move(int workspaceId, int ordinal, DirectBuffer src, int offset, int length) {
        profiles.add(keyOf(workspaceId, ordinal), value.set(src, offset, length));
    }

    @Override
    public int get(int workspaceId, int ordinal, MutableDirectBuffer target) {
        boolean found = waiting != null && waiting.get(workspaceId, ordinal, value);
        if (!found && !profiles.get(keyOf(workspaceId, ordinal), value)) {
            return ABSENT;
        }
        target.putBytes(0, value.bytes(), 0, value.length());
        return value.length();
    }

    @Override
    public void remove(int workspaceId, int ordinal) {
        if (waiting == null || !waiting.remove(workspaceId, ordinal)) {
            profiles.remove(keyOf(workspaceId, ordinal), replaced);
        }
    }

    /** How many profiles there are. */
    public long size() {
        return profiles.size() + waiting();
    }

    /** Size of the memory off the heap, as reserved; less of it may be in use. */
    public long bytes() {
        return profiles.bytes() + (waiting == null ? 0 : waiting.bytes());
    }

    /** Frees the memory. Nothing else may be called afterwards. */
    @Override
    public void close() {
        profiles.close();
    }

    private Blob keyOf(int workspaceId, int ordinal) {
        key.buffer().putInt(0, workspaceId);
        key.buffer().putInt(SIZE_OF_INT, ordinal);
        return key;
    }
}
