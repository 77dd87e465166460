package io.muster.server.api;

import io.muster.server.security.Need;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * A route of the API. One that reads answers HEAD as it does GET.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path with its parameters as {@code :name}; {@code :w} is the workspace, by its id or name
 * @param need who may call it
 * @param query the parameters that may stand behind the path; others are refused
 * @param handler answers
 */
public record ApiRoute(HttpMethod method, String path, Need need, Set<String> query, ApiHandler handler) {
    /** What every path begins with. */
    public static final String PREFIX = "/v1/";

    /** The parameter that names a workspace. */
    static final String WORKSPACE = "w";

    /** Checks that the need can be looked up. */
    public ApiRoute {
        if (!path.startsWith(PREFIX)) {
            throw new IllegalArgumentException("path: found " + path + ", expected one under " + PREFIX);
        }
        if (need.role() != null && !namesWorkspace(path)) {
            throw new IllegalArgumentException("path: found " + path + ", expected one with /:w for the role " + need);
        }
        query = Set.copyOf(query);
    }

    /** Method and path as the API's document writes them. */
    String documentedName() {
        return method + " " + path.replaceAll(":([a-z]+)", "{$1}");
    }

    boolean namesWorkspace() {
        return namesWorkspace(path);
    }

    private static boolean namesWorkspace(String path) {
        return path.endsWith("/:" + WORKSPACE) || path.contains("/:" + WORKSPACE + "/");
    }
}
