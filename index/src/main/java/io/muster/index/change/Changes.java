package io.muster.index.change;

import io.muster.index.SegmentEntry;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.time.EngineTime;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** Tells a listener of changes, with what the command at hand says of their cause. One thread; allocates nothing. */
public final class Changes implements Change {
    private final ChangeListener listener;
    private final EngineTime time;
    private final CommandReader command = new CommandReader();
    private boolean ownIdSought;
    private int ownIdOffset;
    private int ownIdLength;
    private long sequence;
    private Cause cause = Cause.DEFINITION;
    private int workspaceId;
    private int segmentId;
    private int segmentVersion;
    private int ordinal;
    private boolean entered;

    public Changes(ChangeListener listener, EngineTime time) {
        this.listener = listener;
        this.time = time;
    }

    /** What is told from now on is because of this command. */
    public void because(long newSequence, Cause newCause, DirectBuffer source, int offset, int length) {
        sequence = newSequence;
        cause = newCause;
        command.wrap(source, offset, length);
        ownIdSought = false;
    }

    /** Whether anybody listens. */
    public boolean isHeard() {
        return listener != ChangeListener.NONE;
    }

    /** A customer entered or left a segment. */
    public void tell(int newWorkspaceId, int newSegmentId, int newVersion, int newOrdinal, boolean newEntered) {
        workspaceId = newWorkspaceId;
        segmentId = newSegmentId;
        segmentVersion = newVersion;
        ordinal = newOrdinal;
        entered = newEntered;
        listener.changed(this);
    }

    /** Another definition is in force: who was in before, and who is now. */
    public void redefined(int newWorkspaceId, SegmentEntry entry, RoaringBitmap before, RoaringBitmap after) {
        if (isHeard()) {
            listener.redefined(new ChangeListener.Redefinition(
                    newWorkspaceId,
                    entry.id(),
                    entry.version(),
                    sequence,
                    time.nowMillis(),
                    RoaringBitmap.andNot(after, before),
                    RoaringBitmap.andNot(before, after)));
        }
    }

    @Override
    public int workspaceId() {
        return workspaceId;
    }

    @Override
    public int segmentId() {
        return segmentId;
    }

    @Override
    public int segmentVersion() {
        return segmentVersion;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public boolean entered() {
        return entered;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long atMillis() {
        return time.nowMillis();
    }

    @Override
    public Cause cause() {
        return cause;
    }

    @Override
    public int commandKind() {
        return command.kind();
    }

    @Override
    public String recordId() {
        if (cause == Cause.TIME || cause == Cause.DEFINITION) {
            return null;
        }
        boolean named = command.seek(Tag.ID) || command.seek(Tag.ORDER) || command.seek(Tag.CUSTOMER);
        return named ? command.text() : null;
    }

    @Override
    public int ownIdLength() {
        findOwnId();
        return ownIdLength;
    }

    @Override
    public int copyOwnId(MutableDirectBuffer target, int offset) {
        findOwnId();
        target.putBytes(offset, command.buffer(), ownIdOffset, ownIdLength);
        return ownIdLength;
    }

    /** Once a command, which may move a customer in hundreds of segments. */
    private void findOwnId() {
        if (!ownIdSought) {
            ownIdSought = true;
            boolean found = seekOwnId();
            ownIdOffset = found ? command.valueOffset() : 0;
            ownIdLength = found ? command.valueLength() : 0;
        }
    }

    private boolean seekOwnId() {
        return switch (cause) {
            case RECORD, IMPORT -> command.seek(Tag.ID) || command.seek(Tag.ORDER);
            case DELETION -> command.seek(Tag.CUSTOMER);
            case TIME, DEFINITION -> false;
        };
    }
}
