package io.muster.server.api;

/**
 * Answers the calls of a route. Called on the HTTP port's I/O thread, and must neither wait nor take long there; what
 * it throws is answered as a problem.
 */
@FunctionalInterface
public interface ApiHandler {
    void handle(ApiCall call);
}
