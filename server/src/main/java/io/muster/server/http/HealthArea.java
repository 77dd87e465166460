package io.muster.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * {@code GET /health}: 200 while it serves, else 503. Strangers are told the state, who has logged in also the reason.
 * It waits for nothing, so that a server whose engine hangs still says what it can.
 */
public final class HealthArea implements HttpArea {
    private static final String JSON = "application/json";

    private final Supplier<Health> health;

    /** Of a server whose health is {@code health}: asked on the I/O thread, must not wait. */
    public HealthArea(Supplier<Health> health) {
        this.health = health;
    }

    @Override
    public void addTo(Router router, Login login) {
        Routes.get(router, "/health", asked -> login.ask(asked, access -> answer(asked, access != null)));
    }

    private void answer(RoutingContext asked, boolean withReason) {
        Health found = health.get();
        asked.response()
                .setStatusCode(found.isServing() ? 200 : 503)
                .putHeader("Content-Type", JSON)
                .putHeader("Cache-Control", "no-store")
                .end(HealthJson.write(withReason ? found : new Health(found.state(), "")));
    }
}
