package io.muster.server.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/** The members of a segment as of an export, kept up to date by its changes, over streams that end. */
final class SoakFollower extends SoakWorker {
    private static final int POLLS = 2_000;

    private final String segment;
    private RoaringBitmap members;
    private ChangePosition position;
    private ChangeStream stream;
    private long seen;

    SoakFollower(String segment, Supplier<SoakedProcess> server, AtomicBoolean ending, long seed, long paceMs) {
        super(server, ending, seed, paceMs);
        this.segment = segment;
    }

    @Override
    void turn(WorkspaceClient shop) throws IOException {
        try {
            begin(shop);
            MemberChange change = null;
            for (int i = 0; i == 0 || i < POLLS && change != null; i++) {
                change = stream.poll();
                take(change);
            }
        } catch (MusterException lost) {
            dropStream();
            throw lost;
        }
        if (random.nextInt(10) == 0) {
            dropStream();
            cutOff();
        }
    }

    /** The members at the sequence of an export, which this brings itself up to; after the thread has ended. */
    RoaringBitmap membersUpTo(WorkspaceClient shop, long sequence) throws IOException {
        begin(shop);
        while (stream.reachedSequence() < sequence) {
            take(stream.poll());
        }
        dropStream();
        return members;
    }

    String segment() {
        return segment;
    }

    /** Changes. */
    long seen() {
        return seen;
    }

    /** Members as they are exported, and of which sequence. */
    static Exported export(WorkspaceClient shop, String segment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long sequence = shop.export(shop.segment(segment).id(), ExportFormat.ROARING, bytes);
        RoaringBitmap ordinals = new RoaringBitmap();
        ordinals.deserialize(ByteBuffer.wrap(bytes.toByteArray()));
        return new Exported(ordinals, sequence);
    }

    /** Members at a sequence. */
    record Exported(RoaringBitmap members, long sequence) {}

    private void begin(WorkspaceClient shop) throws IOException {
        if (members == null) {
            Exported start = export(shop, segment);
            members = start.members();
            position = ChangePosition.from(start.sequence() + 1);
        }
        if (stream == null) {
            stream = shop.changes(shop.segment(segment).id(), position);
        }
    }

    private void take(MemberChange change) {
        if (change != null) {
            boolean applied =
                    change.entered() ? members.checkedAdd(change.ordinal()) : members.checkedRemove(change.ordinal());
            assertTrue(applied, () -> segment + ": " + change + " does not fit the members before it");
            seen++;
        }
        position = stream.position();
    }

    private void dropStream() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
