package io.muster.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET /health} and {@code GET /metrics}. Any thread.
 *
 * <p>Guarantees: health is answered on the I/O thread and waits for nothing, so that a server whose engine hangs still
 * says what it can; metrics are gathered on another thread, one scrape at a time.
 */
public final class HttpFrontEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int IDLE_TIMEOUT_SECONDS = 60;
    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int START_TIMEOUT_SECONDS = 30;
    private static final int CLOSE_TIMEOUT_SECONDS = 2;
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<Health> health;
    private final Supplier<String> metrics;
    private final AtomicInteger connections = new AtomicInteger();
    private final Vertx vertx;
    private final HttpServer server;

    private HttpFrontEnd(String host, int port, Supplier<Health> health, Supplier<String> metrics) throws IOException {
        this.health = health;
        this.metrics = metrics;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                        .setCompressionSupported(true))
                .connectionHandler(this::connected)
                .requestHandler(routes());
        try {
            awaited(server.listen(port, host).toCompletionStage(), START_TIMEOUT_SECONDS);
        } catch (IOException failure) {
            close();
            throw new IOException(host + ":" + port + ": can't listen for HTTP, " + failure.getMessage(), failure);
        }
    }

    /**
     * Listens at once.
     *
     * @param health asked on the I/O thread: must not wait
     * @param metrics in Prometheus' text format; asked on a thread that may wait a little
     * @throws IOException naming the address where it can't listen
     */
    public static HttpFrontEnd start(String host, int port, Supplier<Health> health, Supplier<String> metrics)
            throws IOException {
        HttpFrontEnd started = new HttpFrontEnd(host, port, health, metrics);
        LOG.info("HTTP on {}:{}", host, started.port());
        return started;
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening and closes all connections; waits for that, two seconds at most. */
    @Override
    public void close() {
        try {
            awaited(vertx.close().toCompletionStage(), CLOSE_TIMEOUT_SECONDS);
        } catch (IOException failure) {
            LOG.warn("HTTP: could not be closed in order: {}", failure.getMessage());
        }
    }

    private Router routes() {
        Router router = Router.router(vertx);
        router.get("/health").handler(this::answerHealth);
        router.get("/metrics").handler(this::answerMetrics);
        router.errorHandler(404, asked -> refuse(asked, 404, "Not Found", "nothing is here"));
        router.errorHandler(405, asked -> refuse(asked, 405, "Method Not Allowed", "expected GET"));
        router.errorHandler(500, asked -> {
            LOG.error("HTTP: {} failed", asked.normalizedPath(), asked.failure());
            refuse(asked, 500, "Internal Server Error", "fault of the server, see its log");
        });
        return router;
    }

    private void answerHealth(RoutingContext asked) {
        Health found = health.get();
        asked.response()
                .setStatusCode(found.isServing() ? 200 : 503)
                .putHeader("Content-Type", JSON)
                .putHeader("Cache-Control", "no-store")
                .end(HealthJson.write(found));
    }

    private void answerMetrics(RoutingContext asked) {
        vertx.executeBlocking(metrics::get)
                .onSuccess(text ->
                        asked.response().putHeader("Content-Type", PROMETHEUS).end(text))
                .onFailure(asked::fail);
    }

    private static void refuse(RoutingContext asked, int status, String title, String expected) {
        String found = asked.request().method() + " " + asked.normalizedPath();
        asked.response()
                .setStatusCode(status)
                .putHeader("Content-Type", PROBLEM)
                .end(HealthJson.problem(status, title, "found " + found + ", " + expected));
    }

    private void connected(HttpConnection connection) {
        if (connections.incrementAndGet() > MAX_CONNECTIONS) {
            connection.close();
        }
        connection.closeHandler(closed -> connections.decrementAndGet());
    }

    private static <T> T awaited(CompletionStage<T> stage, int timeoutSeconds) throws IOException {
        try {
            return stage.toCompletableFuture().get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException tooLate) {
            throw new IOException("not done within " + timeoutSeconds + " s", tooLate);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
