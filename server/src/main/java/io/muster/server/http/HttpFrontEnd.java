package io.muster.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for HTTP and serves what its areas have. Any thread. */
public final class HttpFrontEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
    private static final int START_TIMEOUT_SECONDS = 30;
    private static final int CLOSE_TIMEOUT_SECONDS = 2;

    private final Admission admission;
    private final Vertx vertx;
    private final HttpServer server;

    private HttpFrontEnd(String host, int port, HttpDoors doors, List<HttpArea> areas) throws IOException {
        admission = new Admission(doors);
        vertx = Vertx.builder()
                .withTransport(new AdmittingTransport(admission))
                .with(new VertxOptions()
                        .setEventLoopPoolSize(1)
                        .setWorkerPoolSize(2)
                        .setInternalBlockingPoolSize(1)
                        .setUseDaemonThread(true)
                        .setFileSystemOptions(new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false)))
                .build();
        Callers callers = new Callers(vertx, doors.firstRequestMs());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(HttpDoors.MAX_LINE_BYTES)
                        .setMaxHeaderSize(HttpDoors.MAX_HEADER_BYTES)
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout(doors.doorkeeper().options().idleTimeoutMs())
                        .setCompressionSupported(true))
                .connectionHandler(callers::connected)
                .invalidRequestHandler(HttpFrontEnd::refuse)
                .requestHandler(Routes.router(vertx, callers, new Login(doors.doorkeeper(), callers), areas));
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
     * @throws IOException naming the address where it can't listen
     */
    public static HttpFrontEnd start(String host, int port, HttpDoors doors, List<HttpArea> areas) throws IOException {
        HttpFrontEnd started = new HttpFrontEnd(host, port, doors, areas);
        LOG.info("HTTP on {}:{} ({})", host, started.port(), doors.tlsOrNull() == null ? "no TLS" : "TLS");
        return started;
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Connections that are open. */
    public int connections() {
        return admission.connections();
    }

    /** Connections that were closed at once because there were too many. */
    public long turnedAway() {
        return admission.turnedAway();
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

    /** What can't be read as a request. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        HttpResponseStatus status = HttpResponseStatus.BAD_REQUEST;
        String detail = "found what can't be read as HTTP/1.1, expected a request";
        if (cause instanceof TooLongHttpLineException) {
            status = HttpResponseStatus.REQUEST_URI_TOO_LONG;
            detail = "found a request line of more than " + HttpDoors.MAX_LINE_BYTES + " bytes, expected at most that";
        } else if (cause instanceof TooLongHttpHeaderException) {
            status = HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            detail = "found headers of more than " + HttpDoors.MAX_HEADER_BYTES + " bytes, expected at most that";
        }
        request.response().putHeader("Connection", "close");
        Problem.answer(request.response(), status.code(), status.reasonPhrase(), detail);
        request.connection().close();
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
