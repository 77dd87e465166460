package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.link.NewLink;
import io.muster.server.EverythingLogged;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 12: no secret address in any log or file; and 9: a download whose reader stops is cut off. */
@Timeout(120)
class Promise12DownloadTest {
    private static final int LARGE = 12_000;
    private static final int PATIENT_MS = 60_000;

    /** Still so long that whoever reads, on a busy machine too, reads something within it. */
    private static final int IMPATIENT_MS = 2_000;

    @TempDir
    private Path directory;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private LinkedShop muster;

    @AfterEach
    void stop() throws Exception {
        muster.close();
    }

    @Test
    void shouldTellNoSecretToAnyLogOrFile() throws Exception {
        muster = new LinkedShop(directory, PATIENT_MS);
        List<String> secrets = new ArrayList<>();
        try (EverythingLogged _ = new EverythingLogged(told)) {
            secrets.addAll(useLinks());
        }
        assertTrue(told.stream().anyMatch(each -> each.contains("link of segment 's' of workspace 'shop' made")));
        assertTrue(told.stream().anyMatch(each -> each.contains("download of segment 's'")));
        assertTrue(told.stream().anyMatch(each -> each.contains("logins refused: ")), "expected a line in the log");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                told.add(file + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        for (String secret : secrets) {
            String part = secret.substring(4, secret.length() - 4);
            for (String each : told) {
                assertFalse(each.contains(part), () -> "found a secret in: " + each);
            }
        }
    }

    @Test
    void shouldCutOffWhoDoesNotReadAndWhoseLinkIsRevoked() throws Exception {
        muster = new LinkedShop(directory, IMPATIENT_MS);
        fill();
        NewLink link = muster.link(muster.segment("large", "number_of_orders = 0"));
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(4_096);
            ask(stalled, link);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> muster.get("/metrics").body().contains("muster_downloads_cut_off_total 1.0"));
            assertUnfinished(stalled);
        }
        try (Socket crawling = new Socket()) {
            crawling.setReceiveBufferSize(4_096);
            ask(crawling, link);
            assertTrue(crawling.getInputStream().read() >= 0);
            muster.shop().makeLink(link.segmentId(), true);
            assertUnfinished(crawling);
        }
        NewLink again = muster.shop().makeLink(link.segmentId(), true);
        String whole = muster.get(again.path()).body();
        assertEquals(LARGE + 1, whole.lines().count());
    }

    @Test
    void shouldLeaveRoomForOthersWhereOneLinkIsKnownToMany() throws Exception {
        muster = new LinkedShop(directory, PATIENT_MS);
        fill();
        int segment = muster.segment("large", "number_of_orders = 0");
        NewLink link = muster.link(segment);
        NewLink other = muster.link(muster.segment("other", "number_of_orders = 1"));
        List<Socket> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Socket reader = new Socket();
                readers.add(reader);
                reader.setReceiveBufferSize(4_096);
                ask(reader, link);
                assertTrue(reader.getInputStream().read() >= 0);
            }
            assertEquals(503, muster.get(link.path()).statusCode());
            assertEquals(200, muster.get(other.path()).statusCode());
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> muster.get(link.path()).statusCode() == 200);
    }

    private List<String> useLinks() throws Exception {
        NewLink link = muster.link(muster.segment("s", "number_of_orders = 0"));
        told.add(link.toString() + muster.shop().links());
        assertEquals(200, muster.get(link.path()).statusCode());
        assertEquals(400, muster.get(link.path() + "?format=xml").statusCode());
        assertEquals(405, muster.ask("DELETE", link.path()).statusCode());
        assertEquals(404, muster.get(link.path() + "x").statusCode());
        MusterException taken = assertThrows(MusterException.class, () -> muster.link(link.segmentId()));
        told.add(taken.toString());
        NewLink next = muster.shop().makeLink(link.segmentId(), true);
        assertEquals(404, muster.get(link.path()).statusCode());
        muster.shop().revokeLink(link.segmentId());
        assertEquals(404, muster.get(next.path()).statusCode());
        NewLink last = muster.link(link.segmentId());
        try (Socket odd = new Socket("127.0.0.1", muster.server().httpPort())) {
            odd.getOutputStream()
                    .write(("GET " + last.path() + "?%zz=%z&format=%zz HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            odd.getInputStream().readAllBytes();
        }
        told.add(muster.client().statusJson() + muster.get("/metrics").body());
        return List.of(link.secret(), next.secret(), last.secret());
    }

    private void fill() {
        String name = "n".repeat(700);
        for (int from = 0; from < LARGE; from += 4_000) {
            StringBuilder records = new StringBuilder();
            for (int i = from; i < from + 4_000; i++) {
                records.append("{\"type\":\"customer\",\"id\":\"c")
                        .append(i)
                        .append("\",\"first_name\":\"")
                        .append(name)
                        .append("\"}\n");
            }
            muster.load(records);
        }
    }

    private void ask(Socket socket, NewLink link) throws IOException {
        socket.connect(
                new java.net.InetSocketAddress("127.0.0.1", muster.server().httpPort()));
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET " + link.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the last chunk, which says that it is all. */
    private static void assertUnfinished(Socket socket) {
        StringBuilder end = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            byte[] read = new byte[64 * 1024];
            for (int length = in.read(read); length >= 0; length = in.read(read)) {
                end.append(new String(read, 0, length, StandardCharsets.ISO_8859_1));
                end.delete(0, Math.max(0, end.length() - 16));
            }
        } catch (IOException reset) {
            // As it should be: a reset is not an end either.
        }
        assertFalse(end.toString().endsWith("0\r\n\r\n"), end.toString());
    }
}
