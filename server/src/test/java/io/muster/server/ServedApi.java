package io.muster.server;

import io.muster.server.api.ApiRoute;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a server serves under {@code /v1}. */
public final class ServedApi {
    private ServedApi() {}

    /** Its routes; they are not to be called. */
    public static List<ApiRoute> routes() {
        try (Doorkeeper doorkeeper = Doorkeeper.withoutTokens()) {
            return ApiStart.area(null, doorkeeper, new RequestMeters(), 1, "").routes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
