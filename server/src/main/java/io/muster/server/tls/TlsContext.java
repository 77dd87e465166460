package io.muster.server.tls;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.server.disk.ExternalFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS 1.3 and 1.2. The files are looked at every few seconds: once they have changed, and what is
 * in them makes sense, new connections get the new certificate while those there are go on. Files that make no sense
 * are named in the log, and what was before stays. Any thread.
 */
public final class TlsContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsOptions options;
    private final ScheduledExecutorService thread;
    private final LongAdder refusedHandshakes = new LongAdder();
    private final List<Runnable> whenReloaded = new CopyOnWriteArrayList<>();
    private volatile SslContext current;
    private volatile X509Certificate certificate;
    private List<ExternalFile.Look> looks;

    /**
     * Reads the files.
     *
     * @throws IOException naming the file that can't be used, and why
     */
    public TlsContext(TlsOptions options) throws IOException {
        this.options = options;
        looks = looks();
        load();
        thread = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("muster-tls").unstarted(task));
        thread.scheduleWithFixedDelay(
                this::reloadIfChanged, options.reloadCheckMs(), options.reloadCheckMs(), MILLISECONDS);
    }

    /** How TLS is spoken. */
    public TlsOptions options() {
        return options;
    }

    /** The certificate that new connections are shown. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Handshakes that failed, took too long, or were too many. */
    public long refusedHandshakes() {
        return refusedHandshakes.sum();
    }

    /** Runs {@code task} after every change of the certificate, on a thread of this context: it must not take long. */
    public void onReload(Runnable task) {
        whenReloaded.add(task);
    }

    /** For one connection of a port that speaks TLS: see {@link TlsDoor}. */
    public ChannelHandler door(TlsHandshakes handshakes, Function<ByteBufAllocator, ByteBuf> plaintextAnswer) {
        return new TlsDoor(this, handshakes, plaintextAnswer);
    }

    /** Ceases to look at the files. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    SslContext current() {
        return current;
    }

    void countRefused() {
        refusedHandshakes.increment();
    }

    private void reloadIfChanged() {
        List<ExternalFile.Look> found = looks();
        if (found.equals(looks)) {
            return;
        }
        looks = found;
        try {
            load();
            whenReloaded.forEach(Runnable::run);
        } catch (IOException | RuntimeException e) {
            LOG.warn("TLS: the certificate of before stays, for the changed files can't be used: {}", e.getMessage());
        }
    }

    private void load() throws IOException {
        TlsIdentity identity = TlsIdentity.read(options);
        SslContextBuilder builder = SslContextBuilder.forServer(identity.key(), identity.chain())
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS);
        if (options.clientAuthorities() != null) {
            builder.clientAuth(ClientAuth.REQUIRE).trustManager(PemFile.certificates(options.clientAuthorities()));
        }
        try {
            current = builder.build();
        } catch (SSLException e) {
            throw new IOException(options.certificate() + ", " + options.privateKey() + ": " + e.getMessage(), e);
        }
        certificate = identity.certificate();
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(Instant.now())) {
            LOG.warn("TLS: the certificate in {} has expired at {}", options.certificate(), end);
        } else {
            LOG.info(
                    "TLS: certificate of {} from {}, good until {}",
                    certificate.getSubjectX500Principal(),
                    options.certificate(),
                    end);
        }
    }

    private List<ExternalFile.Look> looks() {
        List<ExternalFile.Look> found = new ArrayList<>();
        found.add(look(options.certificate()));
        found.add(look(options.privateKey()));
        if (options.clientAuthorities() != null) {
            found.add(look(options.clientAuthorities()));
        }
        return found;
    }

    private static ExternalFile.Look look(Path path) {
        return new ExternalFile(path).look();
    }
}
