package io.muster.protocol.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.SocketTransport;
import io.muster.protocol.codec.IsMemberEncoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One connection with its thread: requests in from any thread, replies out. A request is outstanding from the moment it
 * has a place in the window until its reply, its timeout or the loss of the connection, whichever comes first.
 */
final class Connection implements AutoCloseable {
    static final String CLIENT_NAME = "muster-java";

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);
    private static final long RING_FULL_PARK_NS = 20_000;
    private static final int CUSTOMER_OFFSET = IsMemberEncoder.BLOCK_LENGTH + IsMemberEncoder.customerHeaderLength();

    private final ClientOptions options;
    private final PendingRequests pending;
    private final EventLoopGroup group;
    private final Channel channel;
    private final OutgoingRequests outgoing;
    private volatile MusterUnreachableException lost;
    private String serverVersion = "";
    private long writesSeen;

    private Connection(ClientOptions options) {
        this.options = options;
        SslContext tls = TlsHandshake.context(options.tls());
        pending = new PendingRequests(options.window());
        SocketTransport transport = SocketTransport.best();
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("muster-client", true), transport.ioHandlerFactory());
        ChannelFuture connected = new Bootstrap()
                .group(group)
                .channel(transport.socketChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, options.connectTimeoutMs())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel added) {
                        if (tls != null) {
                            added.pipeline().addLast(tls.newHandler(added.alloc(), options.host(), options.port()));
                        }
                        added.pipeline().addLast(new ReplyDispatcher(Connection.this, pending));
                    }
                })
                .connect(options.host(), options.port())
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            shutDown();
            throw new MusterUnreachableException(
                    options + ": no connection, " + reason(connected.cause()), connected.cause());
        }
        channel = connected.channel();
        outgoing = new OutgoingRequests(channel);
        long scanMs = Math.max(1, Math.min(options.requestTimeoutMs(), options.connectTimeoutMs()) / 8);
        channel.eventLoop().scheduleWithFixedDelay(this::failOverdue, scanMs, scanMs, MILLISECONDS);
        channel.eventLoop()
                .scheduleWithFixedDelay(this::keepAlive, options.keepAliveMs(), options.keepAliveMs(), MILLISECONDS);
    }

    /** The system's words, without the names of calls that a transport puts around them. */
    static String reason(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "no such host";
        }
        if (failure instanceof SocketTimeoutException || failure instanceof ConnectTimeoutException) {
            return "nobody answers";
        }
        String message = String.valueOf(failure.getMessage());
        return message.contains("Connection refused") ? "connection refused; is the server running there?" : message;
    }

    /** Connects and greets. */
    static Connection open(ClientOptions options) {
        Connection connection = new Connection(options);
        try {
            TlsHandshake.await(connection.channel, options);
            connection.greet();
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    ClientOptions options() {
        return options;
    }

    String serverVersion() {
        return serverVersion;
    }

    boolean isOpen() {
        return lost == null && channel.isActive();
    }

    <T> T call(Request<T> request) {
        return await(send(request));
    }

    /** As {@link #call(Request)}, for what may take longer than requests usually do. */
    <T> T call(Request<T> request, int timeoutMs) {
        return await(send(request, timeoutMs));
    }

    /** Sends; waits only for room. The future fails with {@link MusterException}. */
    <T> CompletableFuture<T> send(Request<T> request) {
        return send(request, options.requestTimeoutMs());
    }

    /** Waits for a future of {@link #send}. */
    <T> T await(CompletableFuture<T> future) {
        if (!future.isDone() && channel.eventLoop().inEventLoop()) {
            throw new IllegalStateException("a blocking call on the connection's own thread would wait for itself");
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MusterException failure
                    ? failure.seenByCaller()
                    : new MusterException(ErrorCode.INTERNAL, e.getCause().toString(), 0, 0, 0, e.getCause());
        }
    }

    /** See {@link WorkspaceClient#tryIsMember}. */
    boolean tryIsMember(
            int workspaceId,
            int segmentId,
            long minSequence,
            DirectBuffer id,
            int offset,
            int length,
            long token,
            MemberHandler handler) {
        if (length > WireText.MAX_SHORT_BYTES) {
            throw new MusterException(
                    ErrorCode.LIMIT,
                    "customer: found " + length + " bytes, expected " + WireText.MAX_SHORT_BYTES + " at most");
        }
        id.boundsCheck(offset, length);
        PendingRequest place = lost == null ? pending.tryAcquire() : null;
        if (place == null) {
            return false;
        }
        int bodyLength = CUSTOMER_OFFSET + length;
        int index = outgoing.tryClaim(FrameDescriptor.BODY_OFFSET + bodyLength);
        if (index < 0) {
            pending.release(place);
            outgoing.scheduleDrain();
            return false;
        }
        place.memberHandler = handler;
        place.token = token;
        place.deadlineNs = System.nanoTime() + MILLISECONDS.toNanos(options.requestTimeoutMs());
        long correlationId = place.publish();
        MutableDirectBuffer buffer = outgoing.buffer();
        int body = index + FrameDescriptor.BODY_OFFSET;
        FrameDescriptor.putHead(
                buffer, index, IsMemberEncoder.BLOCK_LENGTH, IsMemberEncoder.TEMPLATE_ID, correlationId, bodyLength);
        buffer.putInt(body + IsMemberEncoder.workspaceIdEncodingOffset(), workspaceId, LITTLE_ENDIAN);
        buffer.putInt(body + IsMemberEncoder.segmentIdEncodingOffset(), segmentId, LITTLE_ENDIAN);
        buffer.putLong(body + IsMemberEncoder.minSequenceEncodingOffset(), minSequence, LITTLE_ENDIAN);
        buffer.putShort(body + IsMemberEncoder.BLOCK_LENGTH, (short) length, LITTLE_ENDIAN);
        buffer.putBytes(body + CUSTOMER_OFFSET, id, offset, length);
        outgoing.commit(index);
        return !withdrawnAfterLoss(correlationId);
    }

    /** Closes; what is outstanding fails. */
    @Override
    public void close() {
        onLost("closed by this client", null);
        ChannelFuture closed = channel.close();
        if (!channel.eventLoop().inEventLoop()) {
            closed.awaitUninterruptibly(options.connectTimeoutMs());
        }
        shutDown();
    }

    /** On the connection's thread. */
    void onWritabilityChanged() {
        if (channel.isWritable()) {
            outgoing.drain();
        }
    }

    /** Fails all that is outstanding and all that comes. The first reason stays. */
    void onLost(String reason, Throwable cause) {
        if (lost == null) {
            lost = new MusterUnreachableException(options + ": connection lost, " + reason, cause);
        }
        for (int i = 0; i < pending.window(); i++) {
            failIfOutstanding(pending.place(i).correlationId(), lost);
        }
    }

    private void greet() {
        try {
            serverVersion =
                    await(send(OperationRequests.hello(options.token(), CLIENT_NAME), options.connectTimeoutMs()));
        } catch (MusterException e) {
            throw e.code() == ErrorCode.TIMEOUT
                    ? new MusterUnreachableException(
                            options + ": connected, but no greeting within " + options.connectTimeoutMs() + " ms", e)
                    : e;
        }
    }

    private <T> CompletableFuture<T> send(Request<T> request, int timeoutMs) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            send(request, future, System.nanoTime() + MILLISECONDS.toNanos(timeoutMs));
        } catch (InterruptedException e) {
            future.completeExceptionally(interrupted(e));
        } catch (MusterException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    private <T> void send(Request<T> request, CompletableFuture<T> future, long deadlineNs)
            throws InterruptedException {
        int frameBytes = FrameDescriptor.BODY_OFFSET + request.capacityBytes();
        if (request.capacityBytes() < 0 || frameBytes - FrameDescriptor.LENGTH_SIZE > FrameDescriptor.MAX_LENGTH) {
            throw new MusterException(
                    ErrorCode.FRAME_TOO_LONG,
                    "request: found " + Integer.toUnsignedString(frameBytes) + " bytes, expected "
                            + FrameDescriptor.MAX_LENGTH + " at most");
        }
        boolean large = frameBytes > OutgoingRequests.SMALL_BYTES;
        PendingRequest place = acquire(deadlineNs);
        if (large && !outgoing.reserveLarge(frameBytes, waitNs(deadlineNs))) {
            pending.release(place);
            throw busy("large requests");
        }
        place.request = request;
        place.future = future;
        place.deadlineNs = deadlineNs;
        long correlationId = place.publish();
        if (large) {
            outgoing.sendLarge(frameBytes, request, correlationId);
        } else if (!sendSmall(frameBytes, request, correlationId, deadlineNs)) {
            failIfOutstanding(correlationId, busy("requests not yet sent"));
        }
        if (lost != null) {
            failIfOutstanding(correlationId, lost);
        }
    }

    private boolean sendSmall(int frameBytes, Request<?> request, long correlationId, long deadlineNs) {
        int index = outgoing.tryClaim(frameBytes);
        while (index < 0) {
            if (lost != null || waitNs(deadlineNs) <= 0) {
                return false;
            }
            outgoing.scheduleDrain();
            LockSupport.parkNanos(RING_FULL_PARK_NS);
            index = outgoing.tryClaim(frameBytes);
        }
        boolean encoded = false;
        try {
            OutgoingRequests.encode(outgoing.buffer(), index, request, correlationId);
            encoded = true;
        } finally {
            if (encoded) {
                outgoing.commit(index);
            } else {
                outgoing.abort(index);
            }
        }
        return true;
    }

    private PendingRequest acquire(long deadlineNs) throws InterruptedException {
        if (lost != null) {
            throw lost;
        }
        PendingRequest place = pending.tryAcquire();
        if (place == null) {
            place = pending.acquire(waitNs(deadlineNs));
        }
        if (place == null) {
            throw busy(pending.window() + " outstanding requests");
        }
        return place;
    }

    /** The connection's own thread must not wait for what only it can do. */
    private long waitNs(long deadlineNs) {
        return channel.eventLoop().inEventLoop() ? 0 : deadlineNs - System.nanoTime();
    }

    /** On the connection's thread. */
    private void keepAlive() {
        long writes = outgoing.writes();
        if (writes == writesSeen && isOpen()) {
            send(OperationRequests.ping());
        }
        writesSeen = outgoing.writes();
    }

    private void failOverdue() {
        long nowNs = System.nanoTime();
        for (int i = 0; i < pending.window(); i++) {
            PendingRequest place = pending.place(i);
            long correlationId = place.correlationId();
            if (correlationId != 0 && place.deadlineNs - nowNs < 0) {
                failIfOutstanding(
                        correlationId,
                        new MusterException(ErrorCode.TIMEOUT, options + ": no reply in time, it may still be done"));
            }
        }
    }

    private void failIfOutstanding(long correlationId, MusterException failure) {
        PendingRequest place = correlationId == 0 ? null : pending.claim(correlationId);
        if (place == null) {
            return;
        }
        MemberHandler handler = place.memberHandler;
        long token = place.token;
        CompletableFuture<?> future = place.future;
        pending.release(place);
        if (handler != null) {
            handler.onFailure(token, failure);
        } else {
            future.completeExceptionally(failure);
        }
    }

    /**
     * Whether the connection was lost before the request could be failed with the others, and the caller has it back.
     */
    private boolean withdrawnAfterLoss(long correlationId) {
        PendingRequest place = lost == null ? null : pending.claim(correlationId);
        if (place == null) {
            return false;
        }
        pending.release(place);
        return true;
    }

    private MusterException busy(String what) {
        return new MusterException(ErrorCode.BUSY, options + ": no room, window full of " + what);
    }

    private MusterException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new MusterException(
                ErrorCode.TIMEOUT, options + ": interrupted while waiting, it may still be done", 0, 0, 0, cause);
    }

    private void shutDown() {
        group.shutdownGracefully(0, 1, SECONDS);
    }
}
