package io.muster.server.api.workspace;

import io.muster.protocol.codec.GetStatusDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;

/** {@code GET /v1/status}: what the server holds and does; of workspaces, those that the caller sees. */
public final class StatusCalls implements ApiPart {
    private final Backend backend;
    private final String serverVersion;

    public StatusCalls(Backend backend, String serverVersion) {
        this.backend = backend;
        this.serverVersion = serverVersion;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        routes.get("/v1/status", RequestNeeds.of(GetStatusDecoder.TEMPLATE_ID), this::status);
    }

    private void status(ApiCall call) {
        call.then(backend.statusJson(serverVersion, call.access()::sees), json -> call.answer(200, json));
    }
}
