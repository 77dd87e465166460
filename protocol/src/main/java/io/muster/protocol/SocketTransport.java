package io.muster.protocol;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/** Which of Netty's transports carries the bytes. */
public enum SocketTransport {
    /** Linux. */
    EPOLL {
        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return EpollIoHandler.newFactory();
        }

        @Override
        public IoHandlerFactory spinningIoHandlerFactory() {
            return EpollIoHandler.newFactory(0, () -> SPINNING);
        }

        @Override
        public Class<? extends SocketChannel> socketChannel() {
            return EpollSocketChannel.class;
        }

        @Override
        public Class<? extends ServerSocketChannel> serverSocketChannel() {
            return EpollServerSocketChannel.class;
        }
    },
    /** Everywhere. */
    NIO {
        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return NioIoHandler.newFactory();
        }

        @Override
        public IoHandlerFactory spinningIoHandlerFactory() {
            return NioIoHandler.newFactory(SelectorProvider.provider(), () -> SPINNING);
        }

        @Override
        public Class<? extends SocketChannel> socketChannel() {
            return NioSocketChannel.class;
        }

        @Override
        public Class<? extends ServerSocketChannel> serverSocketChannel() {
            return NioServerSocketChannel.class;
        }
    };

    private static final SelectStrategy SPINNING = (selectNow, hasTasks) -> selectNow.get();

    /** The best that works here. */
    public static SocketTransport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** For an event loop group of this transport. */
    public abstract IoHandlerFactory ioHandlerFactory();

    /** As above, of a group whose threads never wait: they look for what has come, again and again. */
    public abstract IoHandlerFactory spinningIoHandlerFactory();

    /** For connections that are made. */
    public abstract Class<? extends SocketChannel> socketChannel();

    /** For connections that are taken. */
    public abstract Class<? extends ServerSocketChannel> serverSocketChannel();
}
