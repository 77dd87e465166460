package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection that sends what it is told and gives replies as they come, a character a byte. */
final class RawRedis implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final int MOST_MARKED_BYTES = 64 * 1024;

    private final Socket socket;
    private final InputStream in;

    RawRedis(int port) throws IOException {
        this(port, 0);
    }

    /** Receives into a buffer of that size, where it is not 0. */
    RawRedis(int port, int receiveBytes) throws IOException {
        this(new Socket(), port, receiveBytes);
    }

    /** Over what is connected already. */
    RawRedis(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private RawRedis(Socket socket, int port, int receiveBytes) throws IOException {
        this.socket = socket;
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A command as clients send it. */
    static byte[] command(String... arguments) {
        StringBuilder command = new StringBuilder("*" + arguments.length + "\r\n");
        for (String argument : arguments) {
            command.append('$')
                    .append(argument.length())
                    .append("\r\n")
                    .append(argument)
                    .append("\r\n");
        }
        return command.toString().getBytes(ISO_8859_1);
    }

    RawRedis send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    RawRedis send(String bytes) throws IOException {
        return send(bytes.getBytes(ISO_8859_1));
    }

    /** The reply to a command. */
    String ask(String... arguments) throws IOException {
        return send(command(arguments)).reply();
    }

    /** The next reply. */
    String reply() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        readReply(bytes);
        return bytes.toString(ISO_8859_1);
    }

    /** All that comes until the end. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** The first reply, which stays to be read; empty where none has come. */
    String firstIfThere() throws IOException {
        if (in.available() == 0) {
            return "";
        }
        in.mark(MOST_MARKED_BYTES);
        String first = reply();
        in.reset();
        return first;
    }

    int read() throws IOException {
        return in.read();
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readReply(ByteArrayOutputStream to) throws IOException {
        String line = readLine(to);
        char type = line.charAt(0);
        if ("$=".indexOf(type) >= 0 && !line.startsWith("$-1")) {
            int length = Integer.parseInt(line.substring(1));
            to.writeBytes(in.readNBytes(length + 2));
        } else if ("*~%".indexOf(type) >= 0 && !line.startsWith("*-1")) {
            int count = Integer.parseInt(line.substring(1)) * (type == '%' ? 2 : 1);
            for (int i = 0; i < count; i++) {
                readReply(to);
            }
        }
    }

    private String readLine(ByteArrayOutputStream to) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the end, after " + to.toString(ISO_8859_1) + line);
            }
            to.write(next);
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }
}
