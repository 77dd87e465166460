package io.muster.bench.compare.wire;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AppendReplyDecoder;
import io.muster.protocol.codec.CountReplyDecoder;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ExportChunkDecoder;
import io.muster.protocol.codec.HelloReplyDecoder;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.MembersReplyDecoder;
import io.muster.protocol.codec.MembershipsReplyDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Replies of muster. The answer of an export is its length in bytes. */
public final class MusterReplies implements Replies {
    private static final int GROUP_HEADER_BYTES = 4;
    private static final int LENGTH_BYTES = 4;
    private static final int BODY = FrameDescriptor.BODY_OFFSET;

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final ByteArrayOutputStream exportOrNull;
    private final long[] counted;
    private long answers;
    private long refusedBusy;

    /** Counts no segments of a customer. */
    public MusterReplies() {
        this(new long[0], null);
    }

    /** Of all segments of a customer, those are counted whose bit is set in the word of that number. */
    public MusterReplies(long[] counted) {
        this(counted, null);
    }

    /** Keeps what exports bring. */
    MusterReplies(ByteArrayOutputStream export) {
        this(new long[0], export);
    }

    private MusterReplies(long[] counted, ByteArrayOutputStream exportOrNull) {
        this.counted = counted;
        this.exportOrNull = exportOrNull;
    }

    @Override
    public int take(ByteBuffer received) {
        int operations = 0;
        int start = received.position();
        int end = received.limit();
        while (end - start >= BODY) {
            int length = FrameDescriptor.LENGTH_SIZE + received.getInt(start);
            if (end - start < length) {
                break;
            }
            if (answer(received, start, length)) {
                operations++;
            }
            start += length;
        }
        received.position(start);
        return operations;
    }

    @Override
    public long answers() {
        return answers;
    }

    /** How many appends were turned away because the server had too much to do. */
    public long refusedBusy() {
        return refusedBusy;
    }

    /** Returns whether an operation ends with it. */
    private boolean answer(ByteBuffer received, int start, int length) {
        int body = start + BODY;
        int templateId = received.getShort(start + FrameDescriptor.TEMPLATE_ID_OFFSET);
        switch (templateId) {
            case MemberReplyDecoder.TEMPLATE_ID -> {
                if (received.get(body + MemberReplyDecoder.outcomeEncodingOffset()) == MemberOutcome.MEMBER.value()) {
                    answers++;
                }
            }
            case MembersReplyDecoder.TEMPLATE_ID -> addBits(received, body + MembersReplyDecoder.BLOCK_LENGTH);
            case MembershipsReplyDecoder.TEMPLATE_ID ->
                addWords(received, body + MembershipsReplyDecoder.BLOCK_LENGTH + GROUP_HEADER_BYTES);
            case CountReplyDecoder.TEMPLATE_ID ->
                answers += received.getLong(body + CountReplyDecoder.cardinalityEncodingOffset());
            case ExportChunkDecoder.TEMPLATE_ID -> {
                return addChunk(received, body);
            }
            case AppendReplyDecoder.TEMPLATE_ID -> addAccepted(received, body);
            case ErrorReplyDecoder.TEMPLATE_ID -> fail(received, start, length);
            case HelloReplyDecoder.TEMPLATE_ID -> {}
            default -> throw new IllegalStateException("muster: found message " + templateId + ", expected a reply");
        }
        return true;
    }

    private void addBits(ByteBuffer received, int data) {
        int end = data + LENGTH_BYTES + received.getInt(data);
        int at = data + LENGTH_BYTES;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            answers += Long.bitCount(received.getLong(at));
        }
        for (; at < end; at++) {
            answers += Integer.bitCount(received.get(at) & 0xFF);
        }
    }

    private void addWords(ByteBuffer received, int entry) {
        int length = entry + Integer.BYTES;
        int words = Math.min(counted.length, (received.getShort(length) & 0xFFFF) / Long.BYTES);
        for (int word = 0; word < words; word++) {
            answers += Long.bitCount(counted[word] & received.getLong(length + Short.BYTES + word * Long.BYTES));
        }
    }

    private boolean addChunk(ByteBuffer received, int body) {
        int data = body + ExportChunkDecoder.BLOCK_LENGTH;
        int length = received.getInt(data);
        answers += length;
        if (exportOrNull != null) {
            byte[] bytes = new byte[length];
            received.get(data + LENGTH_BYTES, bytes);
            exportOrNull.writeBytes(bytes);
        }
        return received.get(body + ExportChunkDecoder.lastEncodingOffset()) != 0;
    }

    private void addAccepted(ByteBuffer received, int body) {
        answers += received.getInt(body + AppendReplyDecoder.acceptedEncodingOffset());
        int refused = received.getInt(body + AppendReplyDecoder.refusedEncodingOffset());
        if (refused > 0) {
            throw new IllegalStateException("muster: found " + refused + " records refused, expected none");
        }
    }

    private void fail(ByteBuffer received, int start, int length) {
        view.wrap(received, start, length);
        ErrorReplyDecoder error = new ErrorReplyDecoder()
                .wrap(view, BODY, FrameDescriptor.blockLength(view, 0), FrameDescriptor.schemaVersion(view, 0));
        if (error.code() != ErrorType.BUSY) {
            throw new IllegalStateException("muster answered " + error.code() + ": " + error.message());
        }
        refusedBusy++;
    }
}
