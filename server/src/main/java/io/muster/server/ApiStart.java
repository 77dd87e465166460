package io.muster.server;

import io.muster.server.api.ApiArea;
import io.muster.server.api.ApiPart;
import io.muster.server.api.workspace.WorkspaceCalls;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import java.util.List;

/** What the HTTP API is made of. */
final class ApiStart {
    private ApiStart() {}

    /** All of it; {@code backend} may be starting yet. */
    static ApiArea area(Backend backend, Doorkeeper doorkeeper) {
        return new ApiArea(backend, doorkeeper, parts(backend));
    }

    private static List<ApiPart> parts(Backend backend) {
        return List.of(new WorkspaceCalls(backend));
    }
}
