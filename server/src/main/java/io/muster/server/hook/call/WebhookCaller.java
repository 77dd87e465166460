package io.muster.server.hook.call;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.muster.server.disk.ExternalFile;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls receivers. Any thread; nothing waits but the threads that look names up.
 *
 * <p>A name is looked up, its addresses are held against {@link InsideAddresses}, and the connection goes to just that
 * address: a name server that answers differently the second time gains nothing. Redirects are not followed, and TLS is
 * verified.
 */
public final class WebhookCaller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookCaller.class);
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_PEM_BYTES = 1024 * 1024;
    private static final int CLOSE_TIMEOUT_SECONDS = 2;

    private final CallOptions options;
    private final Vertx vertx;
    private final HttpClientAgent client;
    private final ThreadPoolExecutor names;

    /** @throws IOException where the authorities can't be read */
    public WebhookCaller(CallOptions options) throws IOException {
        this.options = options;
        HttpClientOptions http = new HttpClientOptions()
                .setVerifyHost(true)
                .setTrustAll(false)
                .setConnectTimeout((int) options.connectTimeoutMs())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(options.connectTimeoutMs())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES);
        if (options.authorities() != null) {
            http.setTrustOptions(new PemTrustOptions()
                    .addCertValue(Buffer.buffer(new ExternalFile(options.authorities()).read(MAX_PEM_BYTES))));
        }
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        client = vertx.httpClientBuilder()
                .with(http)
                .with(new PoolOptions().setHttp1MaxSize(options.maxAtOnce()))
                .build();
        names = new ThreadPoolExecutor(
                0,
                options.maxAtOnce(),
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("muster-webhook-names")
                        .unstarted(task));
    }

    /** Calls; {@code done} is told once, in bounded time, on any thread. */
    public void call(Call call, Consumer<CallAnswer> done) {
        CallUnderWay underWay = new CallUnderWay(vertx, client, call, options, done);
        underWay.begin();
        try {
            names.execute(() -> lookUp(call, underWay));
        } catch (RejectedExecutionException full) {
            underWay.fail("name: found that too many are being looked up, expected fewer; try again");
        }
    }

    /** What is under way is given up. */
    @Override
    public void close() {
        names.shutdownNow();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("webhooks: their connections could not be closed in order: {}", failure.toString());
        }
    }

    private void lookUp(Call call, CallUnderWay underWay) {
        try {
            List<InetAddress> all =
                    Stream.of(InetAddress.getAllByName(call.url().getHost())).toList();
            List<InetAddress> callable = all.stream()
                    .filter(address -> options.inside() || !InsideAddresses.contain(address))
                    .toList();
            if (callable.isEmpty()) {
                underWay.fail("address: found one that does not lead out, expected a public one"
                        + " (or webhook-inside = yes, where that is meant)");
            } else {
                InetAddress chosen = callable.get(call.attempt() % callable.size());
                underWay.connect(new InetSocketAddress(chosen, CallUnderWay.port(call.url())));
            }
        } catch (UnknownHostException unknown) {
            underWay.fail("name: found no address of it, expected one");
        } catch (RuntimeException e) {
            underWay.fail("call: " + e);
        }
    }

    static long millisSince(long sinceNs) {
        return NANOSECONDS.toMillis(System.nanoTime() - sinceNs);
    }
}
