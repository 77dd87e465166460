package io.muster.index.store;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** A few keys on the heap, for a workspace that lives no longer than one answer. For one thread. */
public final class ScratchKeys implements Keys {
    private record Key(int workspaceId, int kind, ByteBuffer bytes) {}

    private final Map<Key, Long> values = new HashMap<>();

    @Override
    public long get(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        return values.getOrDefault(key(workspaceId, kind, bytes, offset, length), MISSING);
    }

    @Override
    public void put(int workspaceId, int kind, DirectBuffer bytes, int offset, int length, long newValue) {
        values.put(key(workspaceId, kind, bytes, offset, length), newValue);
    }

    @Override
    public void remove(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        values.remove(key(workspaceId, kind, bytes, offset, length));
    }

    private static Key key(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        byte[] copy = new byte[length];
        bytes.getBytes(offset, copy);
        return new Key(workspaceId, kind, ByteBuffer.wrap(copy));
    }
}
