package io.muster.index.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Keys on the heap, for a workspace that lives no longer than one answer. They are spread over many small maps, so that
 * no key has to wait for all that came before to be moved. For one thread.
 */
public final class ScratchKeys implements Keys {
    private static final int MAPS = 256;

    private record Key(int workspaceId, int kind, ByteBuffer bytes) {}

    private final List<Map<Key, Long>> values = new ArrayList<>(MAPS);

    /** No keys yet. */
    public ScratchKeys() {
        for (int i = 0; i < MAPS; i++) {
            values.add(new HashMap<>());
        }
    }

    @Override
    public long get(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        Key key = key(workspaceId, kind, bytes, offset, length);
        return mapOf(key).getOrDefault(key, MISSING);
    }

    @Override
    public void put(int workspaceId, int kind, DirectBuffer bytes, int offset, int length, long newValue) {
        Key key = key(workspaceId, kind, bytes, offset, length);
        mapOf(key).put(key, newValue);
    }

    @Override
    public void remove(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        Key key = key(workspaceId, kind, bytes, offset, length);
        mapOf(key).remove(key);
    }

    /** By high bits of the mixed hash: within a map the low ones choose the place. */
    private Map<Key, Long> mapOf(Key key) {
        return values.get(key.hashCode() * 0x9E3779B9 >>> 24);
    }

    private static Key key(int workspaceId, int kind, DirectBuffer bytes, int offset, int length) {
        byte[] copy = new byte[length];
        bytes.getBytes(offset, copy);
        return new Key(workspaceId, kind, ByteBuffer.wrap(copy));
    }
}
