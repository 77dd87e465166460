package io.muster.server.api;

import io.muster.server.security.Need;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * {@code GET /v1/openapi.json}: what there is to call, for programs; it is no secret, so nobody needs a token for it.
 */
public final class OpenApiCalls implements ApiPart {
    /** The document, beside this class. */
    static final String RESOURCE = "openapi.json";

    private final byte[] document = read();

    @Override
    public void addTo(ApiRoutes routes) {
        routes.get("/v1/openapi.json", Need.NOTHING, call -> call.answer(200, document));
    }

    private static byte[] read() {
        try (InputStream resource = OpenApiCalls.class.getResourceAsStream(RESOURCE)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
