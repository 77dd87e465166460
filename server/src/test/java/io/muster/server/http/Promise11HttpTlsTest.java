package io.muster.server.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.security.SecurityOptions;
import io.muster.server.tls.TestCertificates;
import io.muster.server.tls.TlsContext;
import io.muster.server.tls.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 11: TLS on the HTTP port, with the certificate of the other ports and its reload. */
@Timeout(60)
class Promise11HttpTlsTest {
    private static final String HEALTH = RawHttp.request("GET", "/health");
    private static final byte[] CLIENT_HELLO_START = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01};

    @TempDir
    private Path directory;

    private TestCertificates certificates;
    private TlsContext tls;
    private HttpRig rig;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        if (tls != null) {
            tls.close();
        }
    }

    @Test
    void shouldAnswerOverTls() throws Exception {
        start(certificates.server("server"));
        try (RawHttp client = new RawHttp(connect())) {
            for (int i = 0; i < 3; i++) {
                assertTrue(client.send(HEALTH).receive().startsWith("HTTP/1.1 200 OK\r\n"));
            }
        }
        String secret = rig.secret();
        try (RawHttp client = new RawHttp(connect())) {
            client.send(RawHttp.request("GET", "/metrics", "Authorization: Bearer " + secret));
            assertTrue(client.receive().endsWith(HttpRig.METRIC));
        }
        assertEquals(0, tls.refusedHandshakes());
    }

    @Test
    void shouldSayThatItSpeaksTls() throws Exception {
        start(certificates.server("server"));
        try (RawHttp client = rig.raw()) {
            String answer = client.send(HEALTH).receive();
            assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
            assertTrue(answer.contains("\"detail\":\"connection: found no TLS, expected TLS 1.3 or 1.2"), answer);
            assertTrue(client.isClosed());
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> tls.refusedHandshakes() == 1);
    }

    @Test
    void shouldCloseWhoSpeaksTlsWhereItDoesNot() throws Exception {
        rig = new HttpRig();
        assertThrows(
                IOException.class, () -> certificates.connect(rig.http.port()).close());
        await().atMost(Duration.ofSeconds(20)).until(() -> rig.http.connections() == 0);
    }

    @Test
    void shouldAskForACertificateOfItsAuthorityWhereOneIsSet() throws Exception {
        start(certificates.server("server").withClientAuthorities(certificates.authority()));
        assertThrows(IOException.class, () -> {
            try (RawHttp client = new RawHttp(connect())) {
                client.send(HEALTH).receive();
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> tls.refusedHandshakes() == 1);
    }

    @Test
    void shouldTakeUpAChangedCertificateAndKeepTheOldOneWhileTheNewIsBroken() throws Exception {
        TlsOptions options = certificates.server("server").withReloadCheckMs(20);
        start(options);
        X509Certificate first = shown();
        assertEquals(tls.certificate(), first);
        try (RawHttp steady = new RawHttp(connect())) {
            assertTrue(steady.send(HEALTH).receive().startsWith("HTTP/1.1 200 "));
            certificates.server("server");
            await().atMost(Duration.ofSeconds(20)).until(() -> !shown().equals(first));
            X509Certificate second = shown();
            Files.writeString(options.certificate(), "-----BEGIN CERTIFICATE-----\nbroken\n");
            assertEquals(second, shown());
            certificates.server("server");
            await().atMost(Duration.ofSeconds(20)).until(() -> !shown().equals(second));
            assertTrue(steady.send(HEALTH).receive().startsWith("HTTP/1.1 200 "), "who is there goes on");
        }
    }

    @Test
    void shouldBoundHandshakesInNumberAndTime() throws Exception {
        start(certificates.server("server").withHandshakes(3_000, 2));
        long startNs = System.nanoTime();
        try (RawHttp silent = rig.raw();
                RawHttp half = rig.raw()) {
            half.send(new String(CLIENT_HELLO_START, java.nio.charset.StandardCharsets.ISO_8859_1));
            await().atMost(Duration.ofSeconds(20)).until(() -> rig.http.connections() == 2);
            try (RawHttp beyond = rig.raw()) {
                assertTrue(beyond.isClosed());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> tls.refusedHandshakes() >= 1);
            assertTrue(silent.isClosed());
            half.awaitEnd();
            long elapsedMs = Duration.ofNanos(System.nanoTime() - startNs).toMillis();
            assertTrue(elapsedMs >= 2_900, elapsedMs + " ms");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> tls.refusedHandshakes() == 3);
        assertFalse(shown().getSubjectX500Principal().getName().isEmpty());
        await().atMost(Duration.ofSeconds(20)).until(() -> rig.http.connections() == 0);
    }

    private void start(TlsOptions options) throws IOException {
        tls = new TlsContext(options);
        rig = new HttpRig(SecurityOptions.defaults(), tls, 1_000, 10_000);
    }

    private SSLSocket connect() throws IOException {
        return certificates.connect(rig.http.port());
    }

    /** What a new connection is shown. */
    private X509Certificate shown() throws Exception {
        try (SSLSocket socket = connect()) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
