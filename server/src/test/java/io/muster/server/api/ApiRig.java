package io.muster.server.api;

import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;

/** An HTTP port with these calls and nothing behind it. */
final class ApiRig implements AutoCloseable {
    private final Doorkeeper doorkeeper = Doorkeeper.withoutTokens();
    final HttpFrontEnd http;
    final ApiClient api;

    /** Whatever is asked of {@code refuses} throws that. */
    static Backend refusing(RuntimeException refusal) {
        return (Backend) Proxy.newProxyInstance(
                ApiRig.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    throw refusal;
                });
    }

    ApiRig(Backend backend, ApiPart... parts) throws IOException {
        this(new BodyRoom(BodyRoom.MAX_BODY_MS), new AnswerRoom(AnswerRoom.MAX_UNREAD_MS), backend, parts);
    }

    ApiRig(BodyRoom room, AnswerRoom answers, Backend backend, ApiPart... parts) throws IOException {
        ApiArea area = new ApiArea(backend, doorkeeper, new RequestMeters(), room, answers, List.of(parts));
        http = HttpFrontEnd.start("127.0.0.1", 0, new HttpDoors(doorkeeper, null), List.of(area));
        api = new ApiClient(http.port());
    }

    @Override
    public void close() throws IOException {
        api.close();
        http.close();
        doorkeeper.close();
    }
}
