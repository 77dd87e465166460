package io.muster.server.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.protocol.FrameDescriptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** Stands between a client and a server: requests pass as they are, replies are spoilt while {@link #spoiling}. */
final class SpoilingProxy implements AutoCloseable {
    volatile boolean spoiling;
    private final ServerSocket listener;
    private final int serverPort;
    private final SplittableRandom random;

    SpoilingProxy(int serverPort, long seed) throws IOException {
        this.serverPort = serverPort;
        random = new SplittableRandom(seed);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket("127.0.0.1", serverPort);
                SplittableRandom own = random.split();
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> passSpoilt(server, client, own));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // By one of them.
        }
    }

    private void passSpoilt(Socket from, Socket to, SplittableRandom chance) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            DataInputStream data = new DataInputStream(input);
            OutputStream output = to.getOutputStream();
            while (true) {
                int length = Integer.reverseBytes(data.readInt());
                byte[] frame = new byte[FrameDescriptor.LENGTH_SIZE + length];
                data.readFully(frame, FrameDescriptor.LENGTH_SIZE, length);
                new UnsafeBuffer(frame).putInt(0, length, LITTLE_ENDIAN);
                output.write(spoiling && chance.nextInt(2) == 0 ? spoilt(frame, chance) : frame);
                output.flush();
            }
        } catch (IOException closed) {
            // By one of them.
        }
    }

    private static byte[] spoilt(byte[] frame, SplittableRandom chance) {
        int body = FrameDescriptor.BODY_OFFSET;
        UnsafeBuffer view = new UnsafeBuffer(frame);
        int anywhere = chance.nextInt(frame.length);
        switch (chance.nextInt(8)) {
            case 0 -> {
                return HostileFrames.cut(frame, body + chance.nextInt(1 + frame.length - body));
            }
            case 1 -> view.putShort(FrameDescriptor.BLOCK_LENGTH_OFFSET, (short) chance.nextInt());
            case 2 -> view.putShort(FrameDescriptor.TEMPLATE_ID_OFFSET, (short) chance.nextInt(256), LITTLE_ENDIAN);
            case 3 -> view.putShort(FrameDescriptor.SCHEMA_VERSION_OFFSET, (short) chance.nextInt(4), LITTLE_ENDIAN);
            case 4 -> frame[anywhere] ^= (byte) (1 << chance.nextInt(8));
            case 5 -> frame[anywhere] = (byte) 0xFF;
            default -> {
                // Where lengths and counts stand: behind the head.
                int at = Math.min(frame.length - 1, body + chance.nextInt(24));
                frame[at] = (byte) (chance.nextBoolean() ? 0xFF : 0x7F);
            }
        }
        return frame;
    }
}
