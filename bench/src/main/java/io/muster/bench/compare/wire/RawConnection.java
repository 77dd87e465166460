package io.muster.bench.compare.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** A TCP connection to this machine that either sleeps or spins until bytes come. One thread. */
public final class RawConnection implements AutoCloseable {
    private static final int RECEIVE_BYTES = 16 * 1024 * 1024;
    private static final int LEAST_ROOM_BYTES = 256 * 1024;
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final int SPINS_A_LOOK_AT_THE_CLOCK = 4_096;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);

    private RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Waits in the kernel: the core is free for others meanwhile. */
    public static RawConnection blocking(int port) throws IOException {
        return open(port, true);
    }

    /** Asks over and over: nothing has to wake it. */
    public static RawConnection spinning(int port) throws IOException {
        return open(port, false);
    }

    private static RawConnection open(int port, boolean blocking) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(blocking);
        return new RawConnection(channel);
    }

    /** Sends all of it. */
    public void send(ByteBuffer bytes) throws IOException {
        long sinceNs = System.nanoTime();
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0 && System.nanoTime() - sinceNs > PATIENCE_NS) {
                throw new IOException("the server takes nothing: " + bytes.remaining() + " bytes left");
            }
        }
    }

    /**
     * Waits until more has come and returns all that has not been taken yet. What the caller leaves in the buffer stays
     * there. Throws where nothing comes for 30 s (only a connection that spins notices) or the server has closed.
     */
    public ByteBuffer receive() throws IOException {
        long sinceNs = 0;
        int spins = 0;
        while (!poll()) {
            if (++spins % SPINS_A_LOOK_AT_THE_CLOCK == 0) {
                long nowNs = System.nanoTime();
                sinceNs = sinceNs == 0 ? nowNs : sinceNs;
                if (nowNs - sinceNs > PATIENCE_NS) {
                    throw new IOException("the server answers nothing for 30 s");
                }
            }
            Thread.onSpinWait();
        }
        return received;
    }

    /** Takes in what has come, without waiting if this connection spins. Returns whether anything had. */
    public boolean poll() throws IOException {
        if (!received.hasRemaining()) {
            received.clear();
        } else if (received.capacity() - received.limit() < LEAST_ROOM_BYTES) {
            received.compact();
        } else {
            int start = received.position();
            int end = received.limit();
            received.limit(received.capacity()).position(end);
            int count = channel.read(received);
            received.limit(received.position()).position(start);
            return arrived(count);
        }
        int count = channel.read(received);
        received.flip();
        return arrived(count);
    }

    /** What has come and has not been taken. */
    public ByteBuffer received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean arrived(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        return count > 0;
    }
}
