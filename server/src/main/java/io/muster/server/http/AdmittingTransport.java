package io.muster.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;

/**
 * Vert.x' own transport, but that connections pass an {@link Admission} before Vert.x has them: it bounds neither
 * connections nor handshakes before these are done.
 */
final class AdmittingTransport implements Transport, io.vertx.core.spi.transport.Transport {
    private final io.vertx.core.spi.transport.Transport usual = Transport.NIO.implementation();
    private final Admission admission;

    AdmittingTransport(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        usual.configure(config, domainSocket, bootstrap);
        bootstrap.handler(admission);
    }

    /** A file would go past TLS, of which Vert.x does not know. */
    @Override
    public boolean supportFileRegion() {
        return false;
    }

    @Override
    public String name() {
        return Transport.NIO.name();
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return this;
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return usual.ioHandlerFactory();
    }

    @Override
    @SuppressWarnings("deprecation")
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return usual.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return usual.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return usual.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return usual.serverChannelFactory(domainSocket);
    }
}
