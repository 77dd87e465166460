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
import java.util.function.UnaryOperator;

/** A server in memory with HTTP, a clock that stands, and a workspace {@code shop}; and who asks it. */
public final class ApiShop implements AutoCloseable {
    /** 2026-02-02T02:40:00Z. */
    public static final long NOW_MILLIS = 1_770_000_000_000L;

    public final MusterServer server;
    public final MusterClient client;
    public final ApiClient api;

    public ApiShop() throws IOException {
        this(options -> options);
    }

    /** One with other options. */
    public ApiShop(UnaryOperator<ServerOptions.Builder> others) throws IOException {
        server = MusterServer.start(others.apply(ServerOptions.builder()
                        .port(0)
                        .http(HttpOptions.on(0))
                        .manualClock(NOW_MILLIS)
                        .expectedCustomers(1_000))
                .build());
        client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
        api = new ApiClient(server.httpPort());
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
    }

    /**
     * One with three customers: c-1 of MK and c-2 of DE have the tag {@code vip}, c-3 of DE has none, and c-1 has
     * bought for 129.90 on the day before.
     */
    public static ApiShop withCustomers() throws IOException {
        ApiShop shop = new ApiShop();
        shop.load(
                "{\"type\":\"customer\",\"id\":\"c-1\",\"email\":\"ana@example.com\",\"first_name\":\"Ana\","
                        + "\"country\":\"MK\",\"tags\":[\"vip\"],\"fields\":{\"shoe_size\":38}}",
                "{\"type\":\"customer\",\"id\":\"c-2\",\"country\":\"DE\",\"tags\":[\"vip\",\"new\"]}",
                "{\"type\":\"customer\",\"id\":\"c-3\",\"country\":\"DE\"}",
                "{\"type\":\"order_placed\",\"id\":\"o-1\",\"customer\":\"c-1\",\"time\":\"2026-02-01T12:00:00Z\","
                        + "\"status\":\"paid\",\"total\":\"129.90\",\"currency\":\"EUR\"}");
        return shop;
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
