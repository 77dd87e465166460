package io.muster.server.api;

/** A part of the HTTP API: adds its routes. */
@FunctionalInterface
public interface ApiPart {
    void addTo(ApiRoutes routes);
}
