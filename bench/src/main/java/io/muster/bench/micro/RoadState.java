package io.muster.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.muster.bench.compare.wire.MusterRequests;
import io.muster.bench.compare.wire.RespRequests;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.MembersReplyDecoder;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.redis.RedisOptions;
import io.muster.server.redis.RedisServer;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A server in this process, with both ports, and a connection to it; questions about customers drawn by chance. */
@State(Scope.Benchmark)
public class RoadState {
    static final int WINDOW = 1_024;
    private static final int WINDOWS = 256;
    private static final int IN_FRAME = 64;
    private static final int MEMBER_BYTES = FrameDescriptor.BODY_OFFSET + MemberReplyDecoder.BLOCK_LENGTH;
    private static final int FLAG_BYTES = ":0\r\n".length();
    private static final int FLAGS_BYTES = ("*" + IN_FRAME + "\r\n").length() + IN_FRAME * FLAG_BYTES;

    @Param("1000000")
    int customers;

    private WireServer wire;
    private RedisServer redis;
    private final List<Windows> all = new ArrayList<>();
    Windows isMember;
    Windows areMembers;
    Windows areOrdinalsMembers;
    Windows areManyOrdinalsMembers;
    Windows sismember;
    Windows smismember;

    /** Starts the server and connects, once for each road. */
    @Setup(Level.Trial)
    public void start() throws IOException {
        RoadBackend backend = new RoadBackend(new RoadWorkspace(customers));
        Doors doors = new Doors(Doorkeeper.withoutTokens(), null);
        wire = new WireServer(new WireOptions(WireOptions.LOOPBACK, 0, 1), doors, backend, new RequestMeters());
        redis = new RedisServer(
                RedisOptions.on(0),
                wire,
                doors,
                new RedisServer.Settings("bench", 10_000),
                backend,
                new RequestMeters());
        MusterRequests muster = new MusterRequests(RoadWorkspace.ID);
        int segment = RoadWorkspace.SEGMENT.id();
        isMember =
                windows(wire.port(), muster.hello(), 1, MEMBER_BYTES, ids -> muster.isMember(segment, ids.getFirst()));
        areMembers = windows(
                wire.port(), muster.hello(), IN_FRAME, membersBytes(IN_FRAME), ids -> muster.areMembers(segment, ids));
        areOrdinalsMembers = byOrdinal(muster, IN_FRAME);
        areManyOrdinalsMembers = byOrdinal(muster, WINDOW);
        sismember = windows(redis.port(), new byte[0], 1, FLAG_BYTES, ids -> command("SISMEMBER", ids));
        smismember = windows(redis.port(), new byte[0], IN_FRAME, FLAGS_BYTES, ids -> command("SMISMEMBER", ids));
    }

    /** Ends what was started. */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
        for (Windows each : all) {
            each.channel.close();
        }
        redis.close();
        wire.close();
    }

    private static byte[] command(String name, List<String> ids) {
        List<String> words = new ArrayList<>(List.of(name, "w:s"));
        words.addAll(ids);
        return RespRequests.command(words);
    }

    private Windows windows(
            int port, byte[] greeting, int idsEach, int replyBytes, Function<List<String>, byte[]> request)
            throws IOException {
        Windows windows = new Windows(port, greeting, requests(idsEach, request), WINDOW / idsEach * replyBytes);
        all.add(windows);
        return windows;
    }

    /** Ordinals are given out in the order of the customers. */
    private Windows byOrdinal(MusterRequests muster, int each) throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < WINDOWS * WINDOW / each; i++) {
            int[] ordinals = random.ints(each, 0, customers).toArray();
            requests.writeBytes(muster.areMembers(RoadWorkspace.SEGMENT.id(), ordinals));
        }
        int replyBytes = WINDOW / each * membersBytes(each);
        Windows windows = new Windows(wire.port(), muster.hello(), requests.toByteArray(), replyBytes);
        all.add(windows);
        return windows;
    }

    private static int membersBytes(int each) {
        return FrameDescriptor.BODY_OFFSET
                + MembersReplyDecoder.BLOCK_LENGTH
                + MembersReplyDecoder.bitsHeaderLength()
                + each / Byte.SIZE;
    }

    private byte[] requests(int idsEach, Function<List<String>, byte[]> request) {
        Random random = new Random(1);
        UnsafeBuffer id = new UnsafeBuffer(new byte[RoadWorkspace.ID_LENGTH]);
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < WINDOWS * WINDOW / idsEach; i++) {
            List<String> ids = new ArrayList<>();
            for (int each = 0; each < idsEach; each++) {
                RoadWorkspace.putId(id, random.nextInt(customers));
                ids.add(new String(id.byteArray(), US_ASCII));
            }
            requests.writeBytes(request.apply(ids));
        }
        return requests.toByteArray();
    }

    /** Requests in windows of one length, each sent in one piece and answered before the next. */
    static final class Windows {
        private final SocketChannel channel;
        private final ByteBuffer requests;
        private final ByteBuffer replies = ByteBuffer.allocateDirect(1 << 20);
        private final int windowBytes;
        private final int replyBytes;
        private int at;

        Windows(int port, byte[] greeting, byte[] requests, int replyBytes) throws IOException {
            this.replyBytes = replyBytes;
            this.requests = ByteBuffer.allocateDirect(requests.length).put(requests);
            windowBytes = requests.length / WINDOWS;
            channel = SocketChannel.open(new InetSocketAddress(WireOptions.LOOPBACK, port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (greeting.length > 0) {
                greet(greeting);
            }
            channel.configureBlocking(false);
        }

        private void greet(byte[] greeting) throws IOException {
            channel.write(ByteBuffer.wrap(greeting));
            ByteBuffer length = ByteBuffer.allocate(FrameDescriptor.LENGTH_SIZE).order(ByteOrder.LITTLE_ENDIAN);
            readAll(length);
            readAll(ByteBuffer.allocate(length.getInt(0)));
        }

        private void readAll(ByteBuffer into) throws IOException {
            while (into.hasRemaining()) {
                if (channel.read(into) < 0) {
                    throw new EOFException("connection: found its end, expected an answer to the greeting");
                }
            }
        }

        /** Asks about the next {@link #WINDOW} customers and waits for the answers. */
        int ask() throws IOException {
            send();
            int read = 0;
            while (read < replyBytes) {
                replies.clear();
                int more = channel.read(replies);
                if (more < 0) {
                    throw new EOFException("connection: found its end, expected answers");
                }
                read += more;
            }
            return read;
        }

        private void send() throws IOException {
            at = at + windowBytes > requests.capacity() ? 0 : at;
            requests.limit(at + windowBytes).position(at);
            while (requests.hasRemaining()) {
                channel.write(requests);
            }
            at += windowBytes;
        }
    }
}
