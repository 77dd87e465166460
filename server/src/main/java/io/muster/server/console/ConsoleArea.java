package io.muster.server.console;

import io.muster.server.http.HttpArea;
import io.muster.server.http.Login;
import io.muster.server.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/**
 * {@code GET /console/}: the console's page and files, for anybody; what they show comes from the API, which asks for a
 * token. They are read when somebody asks for them first. Its routes belong to the I/O thread.
 */
public final class ConsoleArea implements HttpArea {
    static final String PREFIX = "/console/";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private Future<ConsoleFiles> files;

    @Override
    public void addTo(Router router, Login login) {
        Routes.get(router, "/", ConsoleArea::lead);
        Routes.get(router, PREFIX + "*", asked -> login.ask(asked, access -> answer(asked)));
    }

    private static void lead(RoutingContext asked) {
        asked.response().setStatusCode(302).putHeader("Location", PREFIX).end();
    }

    private void answer(RoutingContext asked) {
        if (!asked.request().path().startsWith(PREFIX)) {
            lead(asked);
            return;
        }
        if (files == null || files.failed()) {
            files = asked.vertx().executeBlocking(ConsoleFiles::load);
        }
        files.onComplete(loaded -> answer(asked, loaded), asked::fail);
    }

    private static void answer(RoutingContext asked, ConsoleFiles files) {
        String address = asked.request().path().substring(PREFIX.length());
        if (address.isEmpty()) {
            answer(asked, files.index());
            return;
        }
        ConsoleFile file = files.find(address);
        if (file == null) {
            asked.fail(404);
        } else {
            asked.response().putHeader("Cache-Control", FOR_EVER);
            send(asked, file);
        }
    }

    private static void answer(RoutingContext asked, IndexPage page) {
        HttpServerResponse response = asked.response()
                .putHeader("Cache-Control", ASK_AGAIN)
                .putHeader("ETag", page.etag())
                .putHeader("Content-Security-Policy", page.contentSecurityPolicy())
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (page.etag().equals(asked.request().getHeader("If-None-Match"))) {
            head(response);
            response.setStatusCode(304).end();
        } else {
            send(asked, page.file());
        }
    }

    private static void send(RoutingContext asked, ConsoleFile file) {
        HttpServerRequest request = asked.request();
        boolean compressed = acceptsGzip(request.getHeader("Accept-Encoding"));
        byte[] bytes = compressed ? file.compressed() : file.bytes();
        HttpServerResponse response = asked.response();
        head(response);
        response.putHeader("Content-Type", file.contentType())
                .putHeader("Content-Encoding", compressed ? "gzip" : "identity")
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("Content-Length", Integer.toString(bytes.length));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static void head(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** {@code gzip;q=0} is a refusal, as rare as it is. */
    private static boolean acceptsGzip(String accepted) {
        return accepted != null
                && Arrays.stream(accepted.split(","))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("gzip") || each.startsWith("gzip;") && !each.endsWith("q=0"));
    }
}
