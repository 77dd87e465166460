package io.muster.server.api.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiShop;
import io.muster.server.change.ChangeOptions;
import io.muster.server.change.FeedOptions;
import io.muster.server.http.RawHttp;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import io.muster.server.wire.flow.ConnectionOptions;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A shop whose segment {@code all} has far more members, and far more changes, than all that connections keep on their
 * way; who has no token is not let in.
 */
final class LargeShop implements AutoCloseable {
    static final String MEMBERS = "/v1/workspaces/shop/segments/all/members";
    static final String CHANGES = "/v1/workspaces/shop/changes?from=1";
    static final int CUSTOMERS = 40_000;

    /** Longer than any test takes. */
    static final int PATIENT_MS = 600_000;

    private static final int ID_LENGTH = 250;
    private static final int RECEIVED_AT_ONCE = 4_096;
    private static final int TIMEOUT_MS = 60_000;

    final ApiShop shop;
    private final String root;

    /** Who reads nothing for so long is cut off. */
    LargeShop(int unreadTimeoutMs) throws IOException {
        shop = new ApiShop(
                options -> options.connections(connections(unreadTimeoutMs)).changes(changes(unreadTimeoutMs)));
        shop.client.workspace("shop").createSegment("all", "number_of_orders >= 0");
        String[] lines = new String[CUSTOMERS];
        for (int i = 0; i < CUSTOMERS; i++) {
            lines[i] = "{\"type\":\"customer\",\"id\":\"" + "c".repeat(ID_LENGTH) + i + "\"}";
        }
        shop.load(lines);
        root = token("root", Grants.ALL);
    }

    /** What one is told who has all members, at least. */
    static long leastBytes() {
        return (long) CUSTOMERS * ID_LENGTH;
    }

    /** The secret of a token that may read. */
    String reader(String name) {
        return token(name, new Grants(Map.of("shop", Set.of(Role.READ))));
    }

    void revoke(String name) {
        shop.server.doorkeeper().revoke(name).join();
    }

    /** As one who may do all. */
    ApiAnswer get(String path) {
        return shop.api.get(path, "Authorization", "Bearer " + root);
    }

    /** Asks as one who may do all, is told the beginning, and reads no more. */
    Socket standing(String path) throws IOException {
        return standing(path, root);
    }

    Socket standing(String path, String secret) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVED_AT_ONCE);
        socket.connect(new InetSocketAddress("127.0.0.1", shop.server.httpPort()), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.getOutputStream()
                .write(RawHttp.request("GET", path, "Authorization: Bearer " + secret, "Connection: close")
                        .getBytes(US_ASCII));
        byte[] began = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        if (!new String(began, US_ASCII).equals("HTTP/1.1 200")) {
            throw new AssertionError("found " + new String(began, US_ASCII));
        }
        return socket;
    }

    /** Reads up to the end of the connection; how many bytes came, negative if they are said to be all. */
    static long drain(Socket socket) {
        long count = 0;
        String end = "";
        try {
            InputStream in = socket.getInputStream();
            byte[] read = new byte[64 * 1024];
            for (int length = in.read(read); length >= 0; length = in.read(read)) {
                count += length;
                end += new String(Arrays.copyOfRange(read, Math.max(0, length - 5), length), ISO_8859_1);
                end = end.substring(Math.max(0, end.length() - 5));
            }
        } catch (IOException reset) {
            return count;
        }
        return end.equals("0\r\n\r\n") ? -count : count;
    }

    /** What this process, and the server in it, has on the heap and off it, after a collection. */
    static long usedBytes() {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return heap.totalMemory() - heap.freeMemory() + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    private static ConnectionOptions connections(int unreadTimeoutMs) {
        ConnectionOptions usual = ConnectionOptions.defaults();
        return usual.withTimeouts(unreadTimeoutMs, usual.frameTimeoutMs());
    }

    private static ChangeOptions changes(int cutOffMs) {
        ChangeOptions usual = ChangeOptions.defaults();
        return new ChangeOptions(
                usual.retentionBytes(),
                usual.retentionMillis(),
                usual.memoryBytes(),
                usual.fileBytes(),
                usual.bufferBytes(),
                usual.stallMillis(),
                new FeedOptions(64, 1_000, cutOffMs));
    }

    private String token(String name, Grants grants) {
        return shop.server.doorkeeper().create(name, grants, Token.NEVER).join().secret();
    }

    @Override
    public void close() throws IOException {
        shop.close();
    }
}
