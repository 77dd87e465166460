package io.muster.server.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made for a test, in files of a directory. */
public final class TestCertificates {
    private static final int TIMEOUT_MS = 20_000;

    private final AtomicInteger made = new AtomicInteger();
    private final Path directory;
    private final X509Bundle authority;

    /** An authority of its own. */
    public TestCertificates(Path directory) {
        this.directory = directory;
        try {
            authority = new CertificateBuilder()
                    .subject("CN=muster test authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** PEM file of the authority's certificate. */
    public Path authority() throws IOException {
        return write("authority.pem", authority.getCertificatePEM());
    }

    /** One for 127.0.0.1, in files of that name. */
    public TlsOptions server(String name) throws IOException {
        X509Bundle bundle = issue("CN=" + name);
        return TlsOptions.of(
                write(name + ".pem", bundle.getCertificatePathPEM()), write(name + ".key", bundle.getPrivateKeyPEM()));
    }

    /** A connection to a port of this machine that trusts the authority, the handshake done. */
    public SSLSocket connect(int port) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", authority.getCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Bundle issue(String subject) {
        try {
            CertificateBuilder builder = new CertificateBuilder()
                    .subject(subject + " " + made.incrementAndGet())
                    .addSanIpAddress("127.0.0.1")
                    .addSanDnsName("localhost");
            return (made.get() % 2 == 0 ? builder.rsa2048() : builder.ecp256()).buildIssuedBy(authority);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path beside = directory.resolve(name + ".new");
        Files.writeString(beside, text);
        return Files.move(
                beside,
                directory.resolve(name),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
