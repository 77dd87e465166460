package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A server with a Redis port and a workspace {@code shop}, in which the segment {@code tag} has the customers with that
 * tag.
 */
final class RedisShop implements AutoCloseable {
    private static final int LINES_A_BATCH = 10_000;

    final MusterServer server;
    final MusterClient client;
    final WorkspaceClient shop;

    RedisShop() throws IOException {
        this(options -> options);
    }

    RedisShop(UnaryOperator<ServerOptions.Builder> changed) throws IOException {
        server = MusterServer.start(changed.apply(ServerOptions.builder()
                        .port(0)
                        .http(HttpOptions.off())
                        .redis(RedisOptions.on(0))
                        .ioThreads(1)
                        .expectedCustomers(10_000))
                .build());
        client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
        client.createWorkspace("shop", "UTC", "EUR");
        shop = client.workspace("shop");
    }

    /** A segment of the customers with the tag of its name. */
    RedisShop segment(String tag) {
        shop.createSegment(tag, "customer_tags CONTAINS '" + tag + "'");
        return this;
    }

    RedisShop customer(String id, String... tags) {
        return append("{\"type\":\"customer\",\"id\":\"" + id + "\",\"tags\":["
                + (tags.length == 0 ? "" : "\"" + String.join("\",\"", tags) + "\"") + "]}\n");
    }

    /** Customers {@code c-0} and so on, each with one tag. */
    RedisShop customers(int count, IntFunction<String> id, IntFunction<String> tag) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"")
                    .append(id.apply(i))
                    .append("\",\"tags\":[\"")
                    .append(tag.apply(i))
                    .append("\"]}\n");
            if (i % LINES_A_BATCH == LINES_A_BATCH - 1 || i == count - 1) {
                append(lines.toString());
                lines.setLength(0);
            }
        }
        return this;
    }

    void delete(String id) {
        append("{\"type\":\"customer_deleted\",\"id\":\"" + id + "\"}\n");
    }

    int port() {
        return server.redisPort();
    }

    RawRedis raw() throws IOException {
        return new RawRedis(port());
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }

    private RedisShop append(String lines) {
        byte[] bytes = lines.getBytes(UTF_8);
        shop.append(bytes, 0, bytes.length, Durability.DISK);
        return this;
    }
}
