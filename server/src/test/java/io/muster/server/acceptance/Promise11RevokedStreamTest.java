package io.muster.server.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.codec.ExportEncoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.MembersFormat;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 11: whose token is revoked gets nothing more, of what they had asked for before neither. */
@Timeout(120)
final class Promise11RevokedStreamTest {
    private static final long NOW_MILLIS = 1_780_000_000_000L;
    private static final int CUSTOMERS = 40_000;
    private static final int ID_LENGTH = 250;
    private static final Duration PUT_OUT = Duration.ofSeconds(20);
    private static final Grants READ = new Grants(Map.of("shop", Set.of(Role.READ)));

    @TempDir
    private Path directory;

    @Test
    void shouldEndAFollowerWhenItsTokenIsRevoked() throws IOException {
        try (ServedShop served = ServedShop.onManualClock(directory, NOW_MILLIS)) {
            int segment =
                    served.shop.createSegment("all", "number_of_orders >= 0").id();
            String root = token(served, "root", Grants.ALL);
            String ads = token(served, "ads", READ);
            try (MusterClient admin = connect(served, root);
                    MusterClient reader = connect(served, ads);
                    ChangeStream following = reader.workspace("shop").changes(segment, ChangePosition.from(1));
                    ChangeStream bystander = admin.workspace("shop").changes(segment, ChangePosition.from(1))) {
                admin.revokeToken("ads");
                await("the follower's end")
                        .atMost(PUT_OUT)
                        .until(() -> served.server.changes().followers() == 1);
                MusterException end = assertThrows(MusterUnreachableException.class, () -> pollForEver(following));
                assertEquals(ErrorCode.UNREACHABLE, end.code());
                MusterException again = assertThrows(
                        MusterException.class, () -> reader.workspace("shop").changes(segment, following.position()));
                assertTrue(
                        again.code() == ErrorCode.UNAUTHENTICATED || again.code() == ErrorCode.UNREACHABLE,
                        again::toString);
                bystander.poll();
            }
        }
    }

    @Test
    void shouldEndARunningExportWhenItsTokenIsRevoked() throws IOException {
        try (ServedShop served = ServedShop.onManualClock(directory, NOW_MILLIS)) {
            int segment =
                    served.shop.createSegment("all", "number_of_orders >= 0").id();
            served.take(customers());
            int workspaceId = served.shop.info().id();
            String root = token(served, "root", Grants.ALL);
            String ads = token(served, "ads", READ);
            try (MusterClient admin = connect(served, root);
                    Socket exporting = exporting(served, ads, workspaceId, segment)) {
                await("an export that waits for its reader")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> served.server.connections().exports().used() == 1
                                && served.server.connections().unread().usedBytes() > 0);
                admin.revokeToken("ads");
                await("the export's end")
                        .atMost(PUT_OUT)
                        .until(() -> served.server.connections().exports().used() == 0
                                && served.server.connections().unread().usedBytes() == 0);
                long receivedBytes = receiveAll(exporting);
                assertTrue(
                        receivedBytes < (long) CUSTOMERS * ID_LENGTH,
                        () -> "received " + receivedBytes + " bytes, all of the members");
            }
        }
    }

    private static void pollForEver(ChangeStream stream) {
        while (true) {
            stream.poll();
        }
    }

    private static String token(ServedShop served, String name, Grants grants) {
        return served.server
                .doorkeeper()
                .create(name, grants, Token.NEVER)
                .join()
                .secret();
    }

    private static MusterClient connect(ServedShop served, String token) {
        return MusterClient.connect(
                ClientOptions.of("127.0.0.1", served.server.port()).withToken(token));
    }

    private static String customers() {
        StringBuilder lines = new StringBuilder(CUSTOMERS * (ID_LENGTH + 30));
        for (int i = 0; i < CUSTOMERS; i++) {
            String number = Integer.toString(i);
            lines.append("{\"type\":\"customer\",\"id\":\"")
                    .append("c".repeat(ID_LENGTH - number.length()))
                    .append(number)
                    .append("\"}\n");
        }
        return lines.toString();
    }

    /** A connection that asks for all members and reads nothing. */
    private static Socket exporting(ServedShop served, String token, int workspaceId, int segment) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", served.server.port()));
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        int body = FrameDescriptor.BODY_OFFSET;
        int end = new HelloEncoder()
                .wrap(buffer, body)
                .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                .token(token)
                .clientName("exporting")
                .limit();
        send(socket, buffer, HelloEncoder.BLOCK_LENGTH, HelloEncoder.TEMPLATE_ID, end);
        end = new ExportEncoder()
                .wrap(buffer, body)
                .workspaceId(workspaceId)
                .segmentId(segment)
                .format(MembersFormat.IDS)
                .limit();
        send(socket, buffer, ExportEncoder.BLOCK_LENGTH, ExportEncoder.TEMPLATE_ID, end);
        return socket;
    }

    private static void send(Socket socket, ExpandableArrayBuffer buffer, int blockLength, int template, int end)
            throws IOException {
        FrameDescriptor.putHead(buffer, 0, blockLength, template, 1, end - FrameDescriptor.BODY_OFFSET);
        socket.getOutputStream().write(buffer.byteArray(), 0, end);
    }

    private static long receiveAll(Socket socket) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        long received = 0;
        InputStream input = socket.getInputStream();
        try {
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                received += count;
            }
        } catch (IOException reset) {
            assertTrue(reset.getMessage() != null);
        }
        return received;
    }
}
