package io.muster.server.wire;

import io.muster.protocol.SocketTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A process that holds many connections which have greeted and then say nothing, until its standard input ends. */
public final class IdleConnections {
    static final String READY = "greeted ";
    private static final int AT_ONCE = 256;
    private static final int PATIENCE_SECONDS = 120;

    private IdleConnections() {}

    /** Takes the port and how many. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            hold(arguments);
            status = 0;
        } catch (Throwable e) {
            e.printStackTrace();
        }
        // Whatever happened: the connections' thread would go on, and who reads this process's output would wait.
        System.exit(status);
    }

    private static void hold(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        SocketTransport transport = SocketTransport.best();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlerFactory());
        Semaphore underWay = new Semaphore(AT_ONCE);
        Bootstrap bootstrap =
                new Bootstrap().group(group).channel(transport.socketChannel()).handler(new Greeter(underWay));
        for (int i = 0; i < count; i++) {
            acquire(underWay, 1);
            bootstrap.connect("127.0.0.1", port);
        }
        acquire(underWay, AT_ONCE);
        System.out.println(READY + count);
        while (System.in.read() >= 0) {
            // Until the test ends.
        }
    }

    private static void acquire(Semaphore underWay, int permits) throws InterruptedException {
        if (!underWay.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a greeting was not answered within " + PATIENCE_SECONDS + " s");
        }
    }

    @io.netty.channel.ChannelHandler.Sharable
    private static final class Greeter extends SimpleChannelInboundHandler<Object> {
        private final Semaphore underWay;

        Greeter(Semaphore underWay) {
            this.underWay = underWay;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(RawClient.hello()));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object reply) {
            underWay.release();
        }
    }
}
