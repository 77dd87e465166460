package io.muster.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The connections that are open. A stranger has so long for one request, and is gone after its answer; who has logged
 * in may stay and ask more. Belongs to the I/O thread.
 */
final class Callers {
    private final Vertx vertx;
    private final int firstRequestMs;
    private final Map<HttpConnection, Caller> callers = new IdentityHashMap<>();

    private static final class Caller {
        final long deadline;
        boolean leaves;

        Caller(long deadline) {
            this.deadline = deadline;
        }
    }

    Callers(Vertx vertx, int firstRequestMs) {
        this.vertx = vertx;
        this.firstRequestMs = firstRequestMs;
    }

    void connected(HttpConnection connection) {
        long deadline = vertx.setTimer(firstRequestMs, timer -> connection.close());
        callers.put(connection, new Caller(deadline));
        connection.closeHandler(closed -> {
            vertx.cancelTimer(deadline);
            callers.remove(connection);
        });
    }

    /** Goes on with a request, unless it came behind one whose answer is the connection's last. */
    void asked(RoutingContext asked) {
        HttpConnection connection = asked.request().connection();
        Caller caller = callers.get(connection);
        if (caller == null || caller.leaves) {
            return;
        }
        vertx.cancelTimer(caller.deadline);
        caller.leaves = true;
        asked.addHeadersEndHandler(written -> {
            if (caller.leaves) {
                asked.response().putHeader("Connection", "close");
            }
        });
        asked.addEndHandler(answered -> {
            if (caller.leaves) {
                connection.close();
            }
        });
        asked.next();
    }

    /** Who asked is no stranger. */
    void letStay(RoutingContext asked) {
        Caller caller = callers.get(asked.request().connection());
        if (caller != null) {
            caller.leaves = false;
        }
    }
}
