package io.muster.server.hook.call;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A call from its beginning to its end. Any thread; what Vert.x calls back comes on its own. */
final class CallUnderWay {
    /** What of an answer's body is read, and thrown away, so that its connection can be used again. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final long MILLIS_A_SECOND = 1_000;
    private static final long MAX_RETRY_AFTER_SECONDS = 86_400;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Call call;
    private final CallOptions options;
    private final Consumer<CallAnswer> done;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final long sinceNs = System.nanoTime();
    private long deadline;
    private int bodyBytes;
    private volatile boolean late;
    private volatile HttpClientRequest request;

    CallUnderWay(Vertx vertx, HttpClientAgent client, Call call, CallOptions options, Consumer<CallAnswer> done) {
        this.vertx = vertx;
        this.client = client;
        this.call = call;
        this.options = options;
        this.done = done;
    }

    /** From here on it ends in time. */
    void begin() {
        deadline = vertx.setTimer(options.connectTimeoutMs() + options.answerTimeoutMs(), timer -> {
            late = true;
            fail("answer: found none within " + options.connectTimeoutMs() + " ms to connect and "
                    + options.answerTimeoutMs() + " ms to answer, expected one");
            giveUp();
        });
    }

    void connect(InetSocketAddress to) {
        URI url = call.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions asked = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(to))
                .setHost(url.getHost())
                .setPort(port(url))
                .setSsl(tls)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setConnectTimeout(options.connectTimeoutMs())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "muster");
        call.headers().forEach(asked::putHeader);
        client.request(asked).onComplete(this::connected);
    }

    void fail(String problem) {
        finish(0, problem, 0);
    }

    static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    private void connected(AsyncResult<HttpClientRequest> connecting) {
        if (connecting.failed()) {
            vertx.cancelTimer(deadline);
            fail("connection: " + reason(connecting.cause()));
            return;
        }
        request = connecting.result();
        if (late) {
            giveUp();
            return;
        }
        request.send(Buffer.buffer(call.body())).onComplete(sent -> {
            if (sent.succeeded()) {
                read(sent.result());
            } else {
                vertx.cancelTimer(deadline);
                fail("answer: " + reason(sent.cause()));
            }
        });
    }

    /** The status decides; the body is passed over. */
    private void read(HttpClientResponse response) {
        response.handler(part -> {
            bodyBytes += part.length();
            if (bodyBytes > MAX_BODY_BYTES) {
                vertx.cancelTimer(deadline);
                giveUp();
            }
        });
        response.endHandler(end -> vertx.cancelTimer(deadline));
        response.exceptionHandler(broken -> vertx.cancelTimer(deadline));
        int status = response.statusCode();
        if (status >= OK && status < REDIRECTS) {
            finish(status, null, 0);
        } else {
            finish(
                    status,
                    "status: found " + status + ", expected 200 to 299"
                            + (status >= REDIRECTS && status < ERRORS ? "; redirects are not followed" : ""),
                    retryAfterMs(response));
        }
    }

    private void giveUp() {
        HttpClientRequest open = request;
        if (open != null) {
            open.reset();
        }
    }

    private void finish(int status, String problemOrNull, long retryAfterMs) {
        if (answered.compareAndSet(false, true)) {
            done.accept(new CallAnswer(status, problemOrNull, retryAfterMs, WebhookCaller.millisSince(sinceNs)));
        }
    }

    private static long retryAfterMs(HttpClientResponse response) {
        try {
            String seconds = response.getHeader("Retry-After");
            long asked = seconds == null ? 0 : Long.parseLong(seconds.strip());
            return Math.clamp(asked, 0, MAX_RETRY_AFTER_SECONDS) * MILLIS_A_SECOND;
        } catch (NumberFormatException aDate) {
            return 0;
        }
    }

    /** What went wrong, without the address: that stands beside it, and may hold secrets. */
    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return cause.getClass().getSimpleName() + message;
    }
}
