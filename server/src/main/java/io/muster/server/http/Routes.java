package io.muster.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is served over HTTP: the areas, and what is answered to what none of them has. */
public final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final List<Integer> REFUSALS = List.of(400, 404, 405, 406, 413, 415);

    private Routes() {}

    static Router router(Vertx vertx, Callers callers, Login login, List<HttpArea> areas) {
        Router router = Router.router(vertx);
        router.route().handler(callers::asked);
        areas.forEach(area -> area.addTo(router, login));
        for (int status : REFUSALS) {
            router.errorHandler(status, asked -> refuse(asked, status));
        }
        router.errorHandler(500, Routes::fail);
        return router;
    }

    /** Answers GET and HEAD at {@code path}, and refuses all other methods there. */
    public static void get(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
        refuseOthers(router, path, "GET, HEAD");
    }

    /** Refuses all methods at {@code path} that no route before this has taken; tells which there are. */
    public static void refuseOthers(Router router, String path, String allowed) {
        router.route(path).handler(asked -> {
            asked.response().putHeader("Allow", allowed);
            Problem.answer(asked, 405, "Method Not Allowed", Problem.found(asked) + ", expected " + allowed);
        });
    }

    /** Some of these come before any route, so that nobody else closes the connection. */
    private static void refuse(RoutingContext asked, int status) {
        asked.response().putHeader("Connection", "close");
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        Problem.answer(asked, status, title, Problem.found(asked));
        asked.request().connection().close();
    }

    /** The log has the route as it was added, for what stands in its places may be a secret. */
    private static void fail(RoutingContext asked) {
        Route route = asked.currentRoute();
        LOG.error("HTTP: {} failed", route == null ? "a request" : route.getPath(), asked.failure());
        Problem.answer(asked, 500, "Internal Server Error", "fault of the server, see its log");
    }
}
