package io.muster.server.http;

import io.vertx.ext.web.Router;

/**
 * A part of what HTTP serves. Its routes are called on the I/O thread, and must neither wait nor take long there.
 *
 * <p>Who asks is a stranger until {@link Login} says otherwise: the connection of a stranger is closed after the
 * answer.
 */
public interface HttpArea {
    /** Adds its routes, see {@link Routes#get}. */
    void addTo(Router router, Login login);
}
