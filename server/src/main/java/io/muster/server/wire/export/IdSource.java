package io.muster.server.wire.export;

import io.muster.index.WorkspaceView;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** A line a member: its external id, with its ordinal before it where wanted. Customers deleted since are left out. */
final class IdSource implements MembersSource {
    private static final int MAX_ORDINAL_DIGITS = 10;

    private final WorkspaceView workspace;
    private final PeekableIntIterator ordinals;
    private final boolean withOrdinals;

    IdSource(WorkspaceView workspace, RoaringBitmap members, boolean withOrdinals) {
        this.workspace = workspace;
        ordinals = members.getIntIterator();
        this.withOrdinals = withOrdinals;
    }

    @Override
    public int next(MutableDirectBuffer target, int offset, int capacity) {
        int position = offset;
        int end = offset + capacity;
        while (ordinals.hasNext()) {
            int ordinal = ordinals.peekNext();
            int idLength = workspace.idLength(ordinal);
            if (position + MAX_ORDINAL_DIGITS + 1 + idLength + 1 > end) {
                break;
            }
            ordinals.next();
            if (idLength > 0) {
                position = putLine(target, position, ordinal);
            }
        }
        return position - offset;
    }

    @Override
    public boolean isFinished() {
        return !ordinals.hasNext();
    }

    private int putLine(MutableDirectBuffer target, int offset, int ordinal) {
        int position = offset;
        if (withOrdinals) {
            position += target.putNaturalIntAscii(position, ordinal);
            target.putByte(position++, (byte) '\t');
        }
        int copied = workspace.copyId(ordinal, target, position);
        if (copied == 0) {
            return offset;
        }
        target.putByte(position + copied, (byte) '\n');
        return position + copied + 1;
    }
}
