package io.muster.server.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.protocol.SocketTransport;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import io.muster.server.tls.TlsContext;
import io.muster.server.tls.TlsHandshakes;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.flow.ConnectionSweep;
import io.muster.server.wire.flow.FileDescriptors;
import io.muster.server.wire.flow.OutboundWatch;
import io.muster.server.wire.flow.ReadGate;
import io.muster.server.wire.flow.RefusalBudget;
import io.muster.server.wire.flow.SharedReads;
import io.muster.server.wire.flow.TurnedAway;
import io.muster.server.wire.flow.WireLoad;
import io.muster.server.wire.session.Line;
import io.muster.server.wire.session.RequestTable;
import io.muster.server.wire.session.Session;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients of the binary protocol and serves them. Any thread. */
public final class WireServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);
    private static final int BACKLOG = 1_024;
    private static final int CLOSE_TIMEOUT_MS = 2_000;

    private final EventLoopGroup group;
    private final ChannelGroup connections;
    private final Channel listener;
    private final WireLoad load;
    private final RefusalBudget refusals = new RefusalBudget();
    private final Doors doors;
    private final TlsHandshakes handshakes;

    /** As {@link #WireServer(WireOptions, Doors, Backend)}, without TLS and open to all. */
    public WireServer(WireOptions options, Backend backend) {
        this(options, new Doors(Doorkeeper.withoutTokens(), null), backend);
    }

    /** As below, with requests that nobody reads the measurements of. */
    public WireServer(WireOptions options, Doors doors, Backend backend) {
        this(options, doors, backend, new RequestMeters());
    }

    /**
     * Listens at once. Throws {@link UncheckedIOException} naming the address where it can't.
     *
     * @param meters measure the requests
     */
    public WireServer(WireOptions options, Doors doors, Backend backend, RequestMeters meters) {
        this.doors = doors;
        TlsContext tls = doors.tlsOrNull();
        handshakes = tls == null ? null : new TlsHandshakes(tls.options().maxHandshakes());
        SocketTransport transport = SocketTransport.best();
        load = new WireLoad(FileDescriptors.within(options.connections()));
        Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
        group = new MultiThreadIoEventLoopGroup(
                options.ioThreads(),
                new WireThreads(),
                options.busyPoll() ? transport.spinningIoHandlerFactory() : transport.ioHandlerFactory());
        connections = new DefaultChannelGroup(group.next(), true);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(transport.serverSocketChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel added) {
                        Loop loop =
                                loops.computeIfAbsent(added.eventLoop(), each -> loop(each, options, backend, meters));
                        connections.add(added);
                        welcome(added, loop, options);
                    }
                })
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, MILLISECONDS);
            throw new UncheckedIOException(new IOException(
                    options.host() + ":" + options.port() + ": can't listen, "
                            + (bound.cause() instanceof UnresolvedAddressException
                                    ? "no such host"
                                    : bound.cause().getMessage()),
                    bound.cause()));
        }
        listener = bound.channel();
        LOG.info(
                "listening on {} ({}, {} threads{}, {})",
                listener.localAddress(),
                transport,
                options.ioThreads(),
                options.busyPoll() ? " that never wait" : "",
                tls == null ? "no TLS" : "TLS");
    }

    private record Loop(RequestTable table, ConnectionSweep sweep, SharedReads reads) {}

    private Loop loop(EventLoop thread, WireOptions options, Backend backend, RequestMeters meters) {
        return new Loop(
                RequestHandlers.table(backend, doors.doorkeeper(), options.serverVersion(), meters),
                new ConnectionSweep(thread, options.connections(), idleTimeoutMs()),
                new SharedReads());
    }

    private void welcome(Channel added, Loop loop, WireOptions options) {
        if (!load.connections().take()) {
            turnAway(added);
            return;
        }
        ReadGate gate = new ReadGate(added, refusals);
        OutboundWatch outbound = new OutboundWatch(load, gate);
        boolean plain = handshakes == null;
        Session session = new Session(options.session(), new Line(plain, idleTimeoutMs()), loop.table(), load, gate);
        if (plain) {
            added.config().setRecvByteBufAllocator(loop.reads());
        } else {
            added.pipeline().addLast(doors.tlsOrNull().door(handshakes, PlainRefusal::frame));
        }
        added.pipeline().addLast(outbound, session);
        loop.sweep().add(outbound);
        loop.sweep().add(session);
        added.closeFuture().addListener(closed -> {
            loop.sweep().remove(outbound);
            loop.sweep().remove(session);
            load.connections().give();
        });
    }

    private int idleTimeoutMs() {
        return doors.doorkeeper().options().idleTimeoutMs();
    }

    private void turnAway(Channel added) {
        load.countTurnedAway();
        if (load.leaving().take()) {
            added.closeFuture().addListener(closed -> load.leaving().give());
            added.pipeline().addLast(new TurnedAway(load));
        } else {
            added.close();
        }
    }

    /** What its connections hold. */
    public WireLoad load() {
        return load;
    }

    /** What serves its connections, and those of others who share it; ends with this. */
    public EventLoopGroup threads() {
        return group;
    }

    /** The port that it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections that are open. */
    public int connections() {
        return connections.size();
    }

    /** Takes no new connections; those that are open go on. */
    public void stopListening() {
        listener.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }

    /**
     * Stops listening, lets go out what is answered by now, closes all connections and waits for that; some seconds at
     * most.
     */
    @Override
    public void close() {
        stopListening();
        letAnswersGo();
        // Shutting the threads down does not close every connection: clients would wait for ever.
        connections.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
        group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, MILLISECONDS).awaitUninterruptibly(2 * CLOSE_TIMEOUT_MS);
    }

    /** An answer is written in one turn of its I/O thread and flushed in the next. */
    private void letAnswersGo() {
        for (int turn = 0; turn < 2; turn++) {
            for (EventExecutor executor : group) {
                if (!executor.isShuttingDown()) {
                    executor.submit(() -> {}).awaitUninterruptibly(CLOSE_TIMEOUT_MS);
                }
            }
        }
    }
}
