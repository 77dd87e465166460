package io.muster.server.http;

import io.muster.server.security.Access;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** {@code GET /metrics}, for who has a token, or for all where there are none. */
public final class MetricsArea implements HttpArea {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Function<Access, String> metrics;

    /**
     * @param metrics in Prometheus' text format, as far as the asker may see them; on a thread that may wait a little
     */
    public MetricsArea(Function<Access, String> metrics) {
        this.metrics = metrics;
    }

    @Override
    public void addTo(Router router, Login login) {
        Routes.get(router, "/metrics", asked -> login.require(asked, access -> answer(asked, access)));
    }

    private void answer(RoutingContext asked, Access access) {
        asked.vertx()
                .executeBlocking(() -> metrics.apply(access))
                .onSuccess(text -> asked.response()
                        .putHeader("Content-Type", PROMETHEUS)
                        .putHeader("Cache-Control", "no-store")
                        .end(text))
                .onFailure(asked::fail);
    }
}
