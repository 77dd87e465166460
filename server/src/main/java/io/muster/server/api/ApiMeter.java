package io.muster.server.api;

import io.muster.server.metrics.HttpErrors;
import io.muster.server.metrics.RequestMeter;
import io.muster.server.metrics.RequestMeters;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Measures the calls of the API by their route, from the head of the call to that of its answer: what is streamed has
 * no end that says anything. Belongs to the I/O thread.
 */
final class ApiMeter {
    private static final int FIRST_ERROR = 400;

    private final RequestMeter meter;

    ApiMeter(RequestMeters meters, List<ApiRoute> routes) {
        meter = meters.meter();
        for (int kind = 0; kind < routes.size(); kind++) {
            meters.name(kind, routes.get(kind).documentedName());
        }
    }

    /** A call of the route at that place of the list has come. */
    void asked(int kind, RoutingContext asked) {
        long beganNs = System.nanoTime();
        asked.addHeadersEndHandler(answering -> {
            meter.answeredLater(kind, System.nanoTime() - beganNs);
            int status = asked.response().getStatusCode();
            if (status >= FIRST_ERROR) {
                meter.failed(kind, HttpErrors.code(status));
            }
        });
    }
}
