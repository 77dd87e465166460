package io.muster.server.api;

import io.muster.server.security.Need;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers the routes of the API. One thread. */
public final class ApiRoutes {
    private final List<ApiRoute> routes = new ArrayList<>();

    /** Those of these parts. */
    public static List<ApiRoute> of(List<ApiPart> parts) {
        ApiRoutes routes = new ApiRoutes();
        parts.forEach(part -> part.addTo(routes));
        return List.copyOf(routes.routes);
    }

    /** Adds GET and HEAD; {@code need} is that of the request of the binary protocol that asks the same. */
    public ApiRoutes get(String path, Need need, ApiHandler handler, String... query) {
        return add(HttpMethod.GET, path, need, handler, query);
    }

    public ApiRoutes post(String path, Need need, ApiHandler handler, String... query) {
        return add(HttpMethod.POST, path, need, handler, query);
    }

    public ApiRoutes put(String path, Need need, ApiHandler handler, String... query) {
        return add(HttpMethod.PUT, path, need, handler, query);
    }

    public ApiRoutes delete(String path, Need need, ApiHandler handler, String... query) {
        return add(HttpMethod.DELETE, path, need, handler, query);
    }

    private ApiRoutes add(HttpMethod method, String path, Need need, ApiHandler handler, String... query) {
        routes.add(new ApiRoute(method, path, need, Set.of(query), handler));
        return this;
    }
}
