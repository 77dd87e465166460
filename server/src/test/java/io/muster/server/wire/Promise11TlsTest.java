package io.muster.server.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientTls;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.Aside;
import io.muster.server.security.Doorkeeper;
import io.muster.server.tls.TestCertificates;
import io.muster.server.tls.TlsContext;
import io.muster.server.tls.TlsOptions;
import io.muster.server.wire.flow.ConnectionOptions;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 11: TLS, and what comes of speaking it where it is not spoken. */
@Timeout(120)
class Promise11TlsTest {
    private static final byte[] CLIENT_HELLO_START = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01};

    private static final int HANDSHAKE_MS = 3_000;

    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    private TestCertificates certificates;
    private Doorkeeper doorkeeper;
    private TlsContext tls;
    private WireFixture wire;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
        doorkeeper = Doorkeeper.withoutTokens();
    }

    @AfterEach
    void stop() throws IOException {
        if (wire != null) {
            wire.close();
            tls.close();
        }
        doorkeeper.close();
    }

    @Test
    void shouldAnswerOverTlsAndStreamALargeExport() throws IOException {
        start(certificates.server("server"));
        try (MusterClient client = connect(ClientTls.trusting(certificates.authority()))) {
            WorkspaceClient shop = client.workspace("shop");
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-7"));
            assertEquals(Membership.NOT_MEMBER, shop.isMember(1, "c-8"));
            ByteArrayOutputStream ids = new ByteArrayOutputStream();
            shop.export(1, io.muster.protocol.client.ExportFormat.IDS, ids);
            assertEquals(
                    WireFixture.CUSTOMERS / 2,
                    ids.toString(java.nio.charset.StandardCharsets.UTF_8)
                            .lines()
                            .count());
        }
        assertEquals(0, tls.refusedHandshakes());
    }

    @Test
    void shouldRefuseWhoTrustsAnotherAuthority() throws IOException {
        start(certificates.server("server"));
        ClientTls other = ClientTls.trusting(new TestCertificates(elsewhere).authority());
        assertUnreachable("of no authority that is trusted", other);
        assertUnreachable("of no authority that is trusted", ClientTls.ofPlatform());
    }

    @Test
    void shouldRefuseACertificateMadeOutToAnotherHost() throws IOException {
        start(certificates.server("server"));
        ClientTls trusting = ClientTls.trusting(certificates.authority());
        MusterUnreachableException refusal = assertThrows(
                MusterUnreachableException.class,
                () -> MusterClient.connect(io.muster.protocol.client.ClientOptions.of("127.0.0.2", wire.server.port())
                        .withTls(trusting)));
        assertTrue(refusal.getMessage().contains("127.0.0.2"), refusal.getMessage());
    }

    @Test
    void shouldSayOnATlsPortThatItSpeaksTls() throws IOException {
        start(certificates.server("server"));
        assertUnreachable("expected TLS 1.3 or 1.2 on this port", null);
        try (RawClient client = wire.raw()) {
            for (byte each : RawClient.hello()) {
                // It is closed before the last of them comes.
                client.trySendAll(new byte[] {each});
            }
            assertEquals(
                    ErrorType.UNSUPPORTED, RawClient.error(client.receive()).code());
            assertThrows(IOException.class, client::receive);
        }
        try (RawClient client = wire.raw()) {
            client.send("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertEquals(
                    ErrorType.UNSUPPORTED, RawClient.error(client.receive()).code());
        }
    }

    @Test
    void shouldSayOnAPlainPortThatItDoesNotSpeakTls() throws IOException {
        try (WireFixture plain = new WireFixture()) {
            MusterUnreachableException refusal = assertThrows(
                    MusterUnreachableException.class,
                    () -> MusterClient.connect(plain.options().withTls(ClientTls.trusting(certificates.authority()))));
            assertTrue(refusal.getMessage().contains("does not speak it on this port"), refusal.getMessage());
            try (RawClient client = plain.raw()) {
                client.send(CLIENT_HELLO_START);
                ErrorReplyDecoder error = RawClient.error(client.receive());
                assertEquals(ErrorType.FRAME_TOO_LONG, error.code());
                assertTrue(error.message().contains("it looks like TLS"));
                assertThrows(EOFException.class, client::receive);
            }
        }
    }

    @Test
    void shouldAskForACertificateOfItsAuthorityWhereOneIsSet() throws IOException {
        start(certificates.server("server").withClientAuthorities(certificates.authority()));
        ClientTls trusting = ClientTls.trusting(certificates.authority());
        assertUnreachable("asks for a certificate", trusting);
        TlsOptions foreign = new TestCertificates(elsewhere).server("foreign");
        assertThrows(
                MusterUnreachableException.class,
                () -> connect(trusting.withCertificate(foreign.certificate(), foreign.privateKey())));
        TlsOptions own = certificates.server("client");
        try (MusterClient client = connect(trusting.withCertificate(own.certificate(), own.privateKey()))) {
            assertEquals(1, client.workspaces().size());
        }
    }

    @Test
    void shouldTakeUpChangedFilesUnderTrafficAndKeepTheOldOnesWhileTheNewAreBroken() throws Exception {
        TlsOptions options = certificates.server("server").withReloadCheckMs(20);
        start(options);
        X509Certificate first = tls.certificate();
        AtomicInteger reloads = new AtomicInteger();
        tls.onReload(reloads::incrementAndGet);
        ClientTls trusting = ClientTls.trusting(certificates.authority());
        AtomicBoolean stopped = new AtomicBoolean();
        List<CompletableFuture<Long>> traffic = new ArrayList<>();
        try (MusterClient steady = connect(trusting)) {
            traffic.add(Aside.supply(() -> lookUpUntil(stopped, steady)));
            traffic.add(Aside.supply(() -> connectUntil(stopped, trusting)));

            certificates.server("server");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !tls.certificate().equals(first));
            X509Certificate second = tls.certificate();
            assertEquals(second, shown(trusting));

            byte[] whole = Files.readAllBytes(options.certificate());
            byte[] key = Files.readAllBytes(options.privateKey());
            Files.writeString(options.certificate(), "-----BEGIN CERTIFICATE-----\nbroken\n");
            Files.writeString(options.privateKey(), "nothing");
            connect(trusting).close();
            assertEquals(second, tls.certificate());
            Files.write(options.certificate(), whole);
            connect(trusting).close();
            assertEquals(second, tls.certificate(), "a certificate without its key is of no use");
            Files.write(options.privateKey(), key);
            certificates.server("server");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !tls.certificate().equals(second));
            assertNotEquals(first, tls.certificate());
            await().atMost(Duration.ofSeconds(30)).until(() -> reloads.get() >= 2);

            stopped.set(true);
            for (CompletableFuture<Long> each : traffic) {
                assertTrue(each.get(30, SECONDS) > 0);
            }
            assertTrue(steady.isOpen());
        }
    }

    @Test
    void shouldBoundHandshakesInNumberAndTime() throws IOException {
        start(certificates.server("server").withHandshakes(HANDSHAKE_MS, 2));
        ClientTls trusting = ClientTls.trusting(certificates.authority());
        connect(trusting).close();
        long startNs = System.nanoTime();
        try (RawClient silent = wire.raw();
                RawClient half = wire.raw()) {
            half.send(CLIENT_HELLO_START);
            await().atMost(Duration.ofSeconds(30)).until(() -> refusesAtOnce());
            assertThrows(IOException.class, silent::receive);
            assertThrows(IOException.class, half::receive);
            long elapsedMs = Duration.ofNanos(System.nanoTime() - startNs).toMillis();
            assertTrue(elapsedMs >= HANDSHAKE_MS - 100 && elapsedMs < 20_000, elapsedMs + " ms");
        }
        connect(trusting).close();
        await().atMost(Duration.ofSeconds(20)).until(() -> tls.refusedHandshakes() >= 3);
    }

    @Test
    void shouldNameTheFileThatCantBeUsed() throws IOException {
        TlsOptions good = certificates.server("server");
        TlsOptions other = certificates.server("other");
        assertRefused(TlsOptions.of(directory.resolve("none.pem"), good.privateKey()), "none.pem");
        assertRefused(TlsOptions.of(good.privateKey(), good.privateKey()), "no certificate");
        assertRefused(TlsOptions.of(good.certificate(), good.certificate()), "expected BEGIN PRIVATE KEY (PKCS #8");
        assertRefused(TlsOptions.of(good.certificate(), other.privateKey()), "other.key");
        assertRefused(good.withClientAuthorities(directory.resolve("nobody.pem")), "nobody.pem");
    }

    private boolean refusesAtOnce() throws IOException {
        try (RawClient beyond = wire.raw()) {
            long startNs = System.nanoTime();
            assertThrows(IOException.class, beyond::receive);
            return Duration.ofNanos(System.nanoTime() - startNs).toMillis() < HANDSHAKE_MS / 2;
        }
    }

    private void start(TlsOptions options) throws IOException {
        tls = new TlsContext(options);
        wire = new WireFixture(
                WireFixture.CUSTOMERS,
                io.muster.server.wire.session.SessionOptions.defaults(),
                ConnectionOptions.defaults(),
                new Doors(doorkeeper, tls));
    }

    private MusterClient connect(ClientTls clientTls) {
        return MusterClient.connect(wire.options().withTls(clientTls));
    }

    private long lookUpUntil(AtomicBoolean stopped, MusterClient client) {
        WorkspaceClient shop = client.workspace("shop");
        long lookUps = 0;
        do {
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-7"));
            lookUps++;
        } while (!stopped.get());
        return lookUps;
    }

    private long connectUntil(AtomicBoolean stopped, ClientTls clientTls) {
        long connections = 0;
        do {
            connect(clientTls).close();
            connections++;
        } while (!stopped.get());
        return connections;
    }

    /** What a new connection is shown. */
    private X509Certificate shown(ClientTls clientTls) throws Exception {
        var context = javax.net.ssl.SSLContext.getInstance("TLS");
        var factory = javax.net.ssl.TrustManagerFactory.getInstance("PKIX");
        var store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var stream = Files.newInputStream(clientTls.authorities())) {
            store.setCertificateEntry(
                    "ca",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(stream));
        }
        factory.init(store);
        context.init(null, factory.getTrustManagers(), null);
        try (var socket =
                (javax.net.ssl.SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", wire.server.port())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private void assertUnreachable(String expected, ClientTls clientTls) {
        MusterUnreachableException refusal = assertThrows(
                MusterUnreachableException.class, () -> connect(clientTls).close());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    private static void assertRefused(TlsOptions options, String expected) {
        IOException refusal = assertThrows(IOException.class, () -> new TlsContext(options).close());
        String message = refusal.toString();
        assertTrue(message.contains(expected), message);
    }
}
