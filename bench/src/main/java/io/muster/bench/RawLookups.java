package io.muster.bench;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreMembersEncoder;
import io.muster.protocol.codec.AreOrdinalsMembersEncoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.IsMemberEncoder;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.MembersReplyDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A connection that asks with frames made beforehand and does not look at the answers, so that a measurement is of the
 * server. One thread.
 */
final class RawLookups implements AutoCloseable {
    private static final int REQUEST_BYTES = 16 << 20;
    private static final int MEMBER_REPLY_BYTES = FrameDescriptor.BODY_OFFSET + MemberReplyDecoder.BLOCK_LENGTH;

    private final SocketChannel channel;
    private final boolean spinning;
    private final ByteBuffer requests = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private final UnsafeBuffer encoding = new UnsafeBuffer(requests);
    private final ByteBuffer replies = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private int requestBytes;
    private int requestCount;
    private int replyBytes;

    /**
     * Connects and greets.
     *
     * @param spinning whether to look for answers again and again instead of waiting
     */
    RawLookups(int port, boolean spinning) throws IOException {
        this.spinning = spinning;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        HelloEncoder hello = new HelloEncoder();
        hello.wrap(encoding, FrameDescriptor.BODY_OFFSET).protocolVersion(FrameDescriptor.PROTOCOL_VERSION);
        hello.token("").clientName("bench");
        end(0, HelloEncoder.BLOCK_LENGTH, HelloEncoder.TEMPLATE_ID, 0, hello.limit());
        channel.write(requests.slice(0, hello.limit()));
        replies.limit(FrameDescriptor.LENGTH_SIZE);
        readFully();
        replies.clear().limit(replies.getInt(0));
        readFully();
        channel.configureBlocking(!spinning);
    }

    /** Makes requests about one customer each, at random. */
    void prepareSingles(int workspaceId, int segmentId, int customers, long seed) {
        Random random = new Random(seed);
        IsMemberEncoder request = new IsMemberEncoder();
        int end = 0;
        for (requestCount = 0; end < REQUEST_BYTES - 128; requestCount++) {
            request.wrap(encoding, end + FrameDescriptor.BODY_OFFSET)
                    .workspaceId(workspaceId)
                    .segmentId(segmentId)
                    .minSequence(0);
            byte[] id = LookupShop.id(random.nextInt(customers));
            request.putCustomer(id, 0, id.length);
            end = end(end, IsMemberEncoder.BLOCK_LENGTH, IsMemberEncoder.TEMPLATE_ID, requestCount, request.limit());
        }
        requestBytes = end / requestCount;
        replyBytes = MEMBER_REPLY_BYTES;
    }

    /** Makes requests about so many customers each, at random. */
    void prepareFrames(int workspaceId, int segmentId, int customers, int inFrame, long seed) {
        Random random = new Random(seed);
        AreMembersEncoder request = new AreMembersEncoder();
        int end = 0;
        for (requestCount = 0; end < REQUEST_BYTES - 128 * inFrame; requestCount++) {
            AreMembersEncoder.CustomersEncoder asked = request.wrap(encoding, end + FrameDescriptor.BODY_OFFSET)
                    .workspaceId(workspaceId)
                    .segmentId(segmentId)
                    .minSequence(0)
                    .customersCount(inFrame);
            for (int i = 0; i < inFrame; i++) {
                byte[] id = LookupShop.id(random.nextInt(customers));
                asked.next().putCustomer(id, 0, id.length);
            }
            end = end(
                    end, AreMembersEncoder.BLOCK_LENGTH, AreMembersEncoder.TEMPLATE_ID, requestCount, request.limit());
        }
        requestBytes = end / requestCount;
        replyBytes = membersReplyBytes(inFrame);
    }

    /** The same by ordinal. */
    void prepareOrdinals(int workspaceId, int segmentId, int customers, int inFrame, long seed) {
        Random random = new Random(seed);
        AreOrdinalsMembersEncoder request = new AreOrdinalsMembersEncoder();
        byte[] bytes = new byte[inFrame * Integer.BYTES];
        UnsafeBuffer ordinals = new UnsafeBuffer(bytes);
        int end = 0;
        for (requestCount = 0; end < REQUEST_BYTES - 128 - bytes.length; requestCount++) {
            for (int i = 0; i < inFrame; i++) {
                ordinals.putInt(i * Integer.BYTES, random.nextInt(customers), ByteOrder.LITTLE_ENDIAN);
            }
            request.wrap(encoding, end + FrameDescriptor.BODY_OFFSET)
                    .workspaceId(workspaceId)
                    .segmentId(segmentId)
                    .minSequence(0)
                    .putOrdinals(bytes, 0, bytes.length);
            end = end(
                    end,
                    AreOrdinalsMembersEncoder.BLOCK_LENGTH,
                    AreOrdinalsMembersEncoder.TEMPLATE_ID,
                    requestCount,
                    request.limit());
        }
        requestBytes = end / requestCount;
        replyBytes = membersReplyBytes(inFrame);
    }

    private static int membersReplyBytes(int customers) {
        return FrameDescriptor.BODY_OFFSET
                + MembersReplyDecoder.BLOCK_LENGTH
                + MembersReplyDecoder.bitsHeaderLength()
                + (customers + 7 >> 3);
    }

    /** How many requests were made. */
    int requestCount() {
        return requestCount;
    }

    /** Sends so many requests in one piece and waits for all of their answers. */
    void ask(int first, int count) throws IOException {
        requests.limit((first + count) * requestBytes).position(first * requestBytes);
        int expected = count * replyBytes;
        int read = 0;
        while (read < expected) {
            if (requests.hasRemaining()) {
                channel.write(requests);
            }
            replies.clear();
            if (spinning || !requests.hasRemaining()) {
                int more = channel.read(replies);
                if (more < 0) {
                    throw new EOFException("connection: found its end, expected " + (expected - read) + " bytes");
                }
                read += more;
            }
        }
        if (read > expected || replies.getInt(0) > replyBytes && count == 1) {
            throw new IOException("answers: found " + read + " bytes, expected " + expected);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int end(int start, int blockLength, int templateId, long correlationId, int limit) {
        int bodyLength = limit - start - FrameDescriptor.BODY_OFFSET;
        FrameDescriptor.putHead(encoding, start, blockLength, templateId, correlationId, bodyLength);
        return limit;
    }

    private void readFully() throws IOException {
        while (replies.hasRemaining()) {
            if (channel.read(replies) < 0) {
                throw new EOFException("connection: found its end, expected an answer to the greeting");
            }
        }
    }
}
