package io.muster.server.redis.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.Names;
import io.muster.index.SegmentCatalog;
import io.muster.index.WorkspaceView;
import io.muster.server.wire.backend.Backend;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The keys that were asked for lately, each with what it leads to. One whose workspace has other definitions by now is
 * looked up anew, so that nobody has to tell this table. Belongs to the I/O thread; a key that is found allocates
 * nothing.
 */
public final class KeyTable {
    /** Longest key that can lead to anything, in bytes. */
    public static final int MAX_KEY_BYTES = 3 * (Names.MAX_WORKSPACE_LENGTH + 1 + Names.MAX_SEGMENT_LENGTH);

    private static final int SIZE = 1_024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private final Backend backend;
    private final SegmentKey[] keys = new SegmentKey[SIZE];
    private SegmentKey last;

    /** A table of what {@code backend} has. */
    public KeyTable(Backend backend) {
        this.backend = backend;
    }

    /**
     * What that key leads to; null where it names no workspace that there is. Throws
     * {@link io.muster.server.wire.backend.BackendException} while the server starts.
     */
    public SegmentKey find(DirectBuffer buffer, int offset, int length) {
        if (length > MAX_KEY_BYTES) {
            return null;
        }
        SegmentKey before = last;
        if (before != null && leads(before, buffer, offset, length)) {
            return before;
        }
        int slot = hash(buffer, offset, length) & SIZE - 1;
        SegmentKey known = keys[slot];
        if (known != null && leads(known, buffer, offset, length)) {
            last = known;
            return known;
        }
        byte[] name = new byte[length];
        buffer.getBytes(offset, name);
        SegmentKey found = resolve(name);
        keys[slot] = found;
        return found;
    }

    private boolean leads(SegmentKey known, DirectBuffer buffer, int offset, int length) {
        return isNamed(known.name(), buffer, offset, length)
                && known.stands()
                && backend.workspace(known.workspace().id()) == known.workspace();
    }

    private SegmentKey resolve(byte[] name) {
        String text = new String(name, UTF_8);
        int separator = text.indexOf(SegmentKey.SEPARATOR);
        if (separator < 0 || !Arrays.equals(text.getBytes(UTF_8), name)) {
            return null;
        }
        String workspaceName = text.substring(0, separator);
        for (WorkspaceView workspace : backend.workspaces()) {
            if (workspace.name().equals(workspaceName)) {
                SegmentCatalog catalog = workspace.segments();
                return new SegmentKey(name, workspace, catalog, catalog.byName(text.substring(separator + 1)));
            }
        }
        return null;
    }

    private static int hash(DirectBuffer buffer, int offset, int length) {
        int hash = length;
        int end = offset + length;
        int at = offset;
        for (; at + Integer.BYTES <= end; at += Integer.BYTES) {
            hash = (hash ^ buffer.getInt(at)) * 0x9E37_79B1;
            hash ^= hash >>> 15;
        }
        for (; at < end; at++) {
            hash = (hash ^ buffer.getByte(at)) * 0x9E37_79B1;
        }
        return hash ^ hash >>> 13;
    }

    private static boolean isNamed(byte[] name, DirectBuffer buffer, int offset, int length) {
        if (name.length != length) {
            return false;
        }
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if ((long) LONGS.get(name, at) != buffer.getLong(offset + at, LITTLE_ENDIAN)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (name[at] != buffer.getByte(offset + at)) {
                return false;
            }
        }
        return true;
    }
}
