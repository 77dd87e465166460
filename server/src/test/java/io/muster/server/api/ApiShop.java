package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.server.MusterServer;
import io.muster.server.ServedApi;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server in memory with HTTP, a clock that stands, and a workspace {@code shop}; and who asks it. */
public final class ApiShop implements AutoCloseable {
    /** 2026-02-02T02:40:00Z. */
    public static final long NOW_MILLIS = 1_770_000_000_000L;

    public final MusterServer server;
    public final MusterClient client;
    public final ApiClient api;

    public ApiShop() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .port(0)
                .http(HttpOptions.on(0))
                .manualClock(NOW_MILLIS)
                .expectedCustomers(1_000)
                .expectedOrders(1_000)
                .build());
        client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
        api = new ApiClient(server.httpPort());
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
    }

    /** All that the server serves. */
    public List<ApiRoute> routes() {
        return ServedApi.routes();
    }

    /** Loads records into the shop. */
    public void load(String... jsonLines) {
        byte[] bytes = String.join("\n", jsonLines).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                0,
                client.workspace("shop")
                        .append(bytes, 0, bytes.length, Durability.DISK)
                        .refused());
    }

    @Override
    public void close() throws IOException {
        api.close();
        client.close();
        server.close();
    }
}
