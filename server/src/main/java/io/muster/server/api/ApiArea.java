package io.muster.server.api;

import io.muster.server.http.HttpArea;
import io.muster.server.http.Login;
import io.muster.server.http.Routes;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Access;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Need;
import io.muster.server.wire.backend.Backend;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The HTTP API under {@code /v1}: all of its parts. Its routes belong to the I/O thread. */
public final class ApiArea implements HttpArea {
    private final Backend backend;
    private final ApiGate gate;
    private final BodyRoom room;
    private final AnswerRoom answers;
    private final IdempotencyKeys keys = new IdempotencyKeys(() -> System.nanoTime() / 1_000_000);
    private final List<ApiRoute> routes;
    private final ApiMeter meter;

    /**
     * The API of {@code backend}.
     *
     * @param backend may be starting yet
     * @param doorkeeper knows whether there are tokens
     * @param meters of nothing else
     */
    public ApiArea(Backend backend, Doorkeeper doorkeeper, RequestMeters meters, List<ApiPart> parts) {
        this(
                backend,
                doorkeeper,
                meters,
                new BodyRoom(BodyRoom.MAX_BODY_MS),
                new AnswerRoom(AnswerRoom.MAX_UNREAD_MS),
                parts);
    }

    ApiArea(
            Backend backend,
            Doorkeeper doorkeeper,
            RequestMeters meters,
            BodyRoom room,
            AnswerRoom answers,
            List<ApiPart> parts) {
        this.room = room;
        this.answers = answers;
        this.backend = backend;
        gate = new ApiGate(backend, doorkeeper);
        routes = ApiRoutes.of(parts);
        meter = new ApiMeter(meters, routes);
    }

    /** All that it serves. */
    public List<ApiRoute> routes() {
        return routes;
    }

    @Override
    public void addTo(Router router, Login login) {
        Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
        for (int kind = 0; kind < routes.size(); kind++) {
            ApiRoute route = routes.get(kind);
            int measured = kind;
            TreeSet<String> allowed = methods.computeIfAbsent(route.path(), path -> new TreeSet<>());
            allowed.add(route.method().name());
            Route added = router.route(route.path()).method(route.method());
            if (route.method() == HttpMethod.GET) {
                allowed.add(HttpMethod.HEAD.name());
                added.method(HttpMethod.HEAD);
            }
            added.handler(asked -> {
                meter.asked(measured, asked);
                enter(asked, login, route);
            });
        }
        methods.forEach((path, allowed) -> Routes.refuseOthers(router, path, String.join(", ", allowed)));
    }

    private void enter(RoutingContext asked, Login login, ApiRoute route) {
        if (route.need() == Need.NOTHING) {
            login.ask(asked, access -> call(asked, access, route));
        } else {
            login.require(asked, access -> call(asked, access, route));
        }
    }

    private void call(RoutingContext asked, Access access, ApiRoute route) {
        ApiCall call = new ApiCall(asked, backend, room, answers, access, route);
        call.attempt(() -> {
            gate.refuseOtherSites(asked.request());
            call.requireQuery();
            call.enter(gate.admit(call));
            key(call);
            route.handler().handle(call);
        });
    }

    /** Of calls that change nothing the key says nothing. */
    private void key(ApiCall call) {
        String key = call.header("Idempotency-Key");
        ApiRoute route = call.route();
        boolean changes = route.need() == Need.SERVER_ADMIN || route.need() == Need.ADMIN;
        if (key != null && route.method() == HttpMethod.POST && changes) {
            call.keyed(KeyedCall.of(
                    keys, call.access().toString(), call.routing().request().uri(), key));
        }
    }
}
