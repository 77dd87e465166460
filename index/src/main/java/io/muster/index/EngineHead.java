package io.muster.index;

import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.nio.ByteOrder;

/**
 * What stands before the workspaces in a snapshot.
 *
 * @param sequence of the last command
 * @param nowMillis the engine's now
 * @param workspaces how many follow
 * @param nextWorkspaceId the id of the next that is created
 * @param profiles about how many there are
 * @param keys about how many there are; earlier versions made room for them
 */
record EngineHead(long sequence, long nowMillis, int workspaces, int nextWorkspaceId, long profiles, long keys) {
    /** Pages are saved as they are in memory. */
    private static final int BYTE_ORDER = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2;

    void write(StateWriter out) {
        out.putInt(BYTE_ORDER);
        out.putLong(sequence);
        out.putLong(nowMillis);
        out.putInt(workspaces);
        out.putInt(nextWorkspaceId);
        out.putLong(profiles);
        out.putLong(keys);
    }

    static EngineHead read(StateReader in) throws SnapshotException {
        in.begin(Structure.ENGINE);
        in.getInt("byte order", BYTE_ORDER, BYTE_ORDER);
        return new EngineHead(
                number("sequence", Long.MAX_VALUE, in),
                number("now", EngineOptions.LATEST_MILLIS, in),
                in.getInt("workspaces", 0, Engine.MAX_WORKSPACES),
                in.getInt("next workspace id", 1, Integer.MAX_VALUE),
                number("profiles", Integer.MAX_VALUE, in),
                number("keys", Long.MAX_VALUE >> Byte.SIZE, in));
    }

    private static long number(String what, long most, StateReader in) throws SnapshotException {
        long found = in.getLong();
        if (found < 0 || found > most) {
            throw in.refuse(what, found, "0 to " + most);
        }
        return found;
    }
}
