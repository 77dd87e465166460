package io.muster.bench.micro;

import io.muster.index.change.Cause;
import io.muster.index.change.Change;
import io.muster.index.record.CommandKind;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** A change that an order brought; one and the same, over and over. One thread. */
final class MadeUpChange implements Change {
    static final int WORKSPACE = 1;

    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final String ID = "order-00000000";
    private static final byte[] ID_BYTES = ID.getBytes(StandardCharsets.US_ASCII);

    private long sequence;
    private int ordinal;
    private int index;

    void set(long newSequence, int newOrdinal, int newIndex) {
        sequence = newSequence;
        ordinal = newOrdinal;
        index = newIndex;
    }

    @Override
    public int workspaceId() {
        return WORKSPACE;
    }

    @Override
    public int segmentId() {
        return 1 + index;
    }

    @Override
    public int segmentVersion() {
        return 1;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long atMillis() {
        return START_MILLIS + sequence;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public boolean entered() {
        return (index & 1) == 0;
    }

    @Override
    public Cause cause() {
        return Cause.RECORD;
    }

    @Override
    public int commandKind() {
        return CommandKind.ORDER_PLACED;
    }

    @Override
    public String recordId() {
        return ID;
    }

    @Override
    public int ownIdLength() {
        return ID_BYTES.length;
    }

    @Override
    public int copyOwnId(MutableDirectBuffer target, int offset) {
        target.putBytes(offset, ID_BYTES);
        return ID_BYTES.length;
    }
}
