package io.muster.server.redis;

import io.muster.protocol.SocketTransport;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.redis.command.RedisCommands;
import io.muster.server.redis.session.CommandTable;
import io.muster.server.redis.session.IdleClose;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.RedisLoop;
import io.muster.server.redis.session.ServerIdentity;
import io.muster.server.tls.TlsHandshakes;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireServer;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.flow.ConnectionSweep;
import io.muster.server.wire.flow.OutboundWatch;
import io.muster.server.wire.flow.ReadGate;
import io.muster.server.wire.flow.RefusalBudget;
import io.muster.server.wire.flow.WireLoad;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for clients of Redis and serves them, on the I/O threads of the binary protocol and within the bounds that
 * both have together. Any thread.
 */
public final class RedisServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);
    private static final int BACKLOG = 1_024;
    private static final int CLOSE_TIMEOUT_MS = 2_000;

    private final EventLoopGroup group;
    private final WireLoad load;
    private final ChannelGroup connections;
    private final LongAdder turnedAway = new LongAdder();
    private final Channel listener;
    private final RefusalBudget refusals = new RefusalBudget();
    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    private final CommandTable commands = new CommandTable(RedisCommands.all());
    private final Doors doors;
    private final TlsHandshakes handshakes;
    private final Backend backend;
    private final RequestMeters meters;
    private final int greetingTimeoutMs;
    private final ServerIdentity identity;

    /**
     * Listens at once. Throws {@link UncheckedIOException} naming the address where it can't.
     *
     * @param wire has the threads, and the bounds; closed after this
     * @param settings what else there is to know
     * @param backend is asked
     * @param meters measure the commands
     */
    public RedisServer(
            RedisOptions options,
            WireServer wire,
            Doors doors,
            Settings settings,
            Backend backend,
            RequestMeters meters) {
        this.doors = doors;
        this.backend = backend;
        this.meters = meters;
        handshakes = doors.tlsOrNull() == null
                ? null
                : new TlsHandshakes(doors.tlsOrNull().options().maxHandshakes());
        group = wire.threads();
        load = wire.load();
        greetingTimeoutMs = settings.greetingTimeoutMs();
        identity = new ServerIdentity(settings.version(), this::port, this::connections, System.currentTimeMillis());
        connections = new DefaultChannelGroup(group.next(), true);
        name(meters, commands.commands());
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(SocketTransport.best().serverSocketChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel added) {
                        connections.add(added);
                        welcome(added, loops.computeIfAbsent(added.eventLoop(), RedisServer.this::loop));
                    }
                })
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(new IOException(
                    options.host() + ":" + options.port() + ": can't listen for the Redis protocol, "
                            + (bound.cause() instanceof UnresolvedAddressException
                                    ? "no such host"
                                    : bound.cause().getMessage()),
                    bound.cause()));
        }
        listener = bound.channel();
        LOG.info("Redis protocol on {} ({})", listener.localAddress(), doors.tlsOrNull() == null ? "no TLS" : "TLS");
    }

    /**
     * What else there is to know.
     *
     * @param version of the server, told to clients
     * @param greetingTimeoutMs from connection to login, where one is needed
     */
    public record Settings(String version, int greetingTimeoutMs) {}

    /** The port that it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections that are open. */
    public int connections() {
        return connections.size();
    }

    /** Connections for which there was no room. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** Takes no new connections; those that are open go on. */
    public void stopListening() {
        listener.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }

    /** Stops listening, lets go out what is answered by now, and closes all connections; the threads go on. */
    @Override
    public void close() {
        stopListening();
        for (EventExecutor executor : group) {
            if (!executor.isShuttingDown()) {
                executor.submit(() -> {}).awaitUninterruptibly(CLOSE_TIMEOUT_MS);
            }
        }
        connections.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }

    private record Loop(RedisLoop shared, ConnectionSweep sweep) {}

    private Loop loop(EventLoop thread) {
        return new Loop(
                new RedisLoop(backend, doors.doorkeeper(), commands, meters.meter(), load, greetingTimeoutMs, identity),
                new ConnectionSweep(thread, load.options(), Integer.MAX_VALUE));
    }

    private void welcome(Channel added, Loop loop) {
        if (!load.connections().take()) {
            turnAway(added);
            return;
        }
        ReadGate gate = new ReadGate(added, refusals);
        OutboundWatch outbound = new OutboundWatch(load, gate);
        RedisConnection connection = new RedisConnection(loop.shared(), gate);
        if (handshakes != null) {
            added.pipeline().addLast(doors.tlsOrNull().door(handshakes, PlainWords::noTls));
        }
        int idleTimeoutMs = doors.doorkeeper().options().idleTimeoutMs();
        added.pipeline().addLast(outbound, new IdleClose(connection, idleTimeoutMs), connection);
        loop.sweep().add(outbound);
        loop.sweep().add(connection);
        added.closeFuture().addListener(closed -> {
            loop.sweep().remove(outbound);
            loop.sweep().remove(connection);
            load.connections().give();
        });
    }

    private void turnAway(Channel added) {
        turnedAway.increment();
        if (load.leaving().take()) {
            added.closeFuture().addListener(closed -> load.leaving().give());
            added.pipeline().addLast(new NoRoom());
        } else {
            added.close();
        }
    }

    private static void name(RequestMeters meters, List<RedisCommand> commands) {
        meters.name(0, "redis_unknown");
        for (int index = 1; index <= commands.size(); index++) {
            meters.name(index, "redis_" + commands.get(index - 1).spec().name());
        }
    }
}
