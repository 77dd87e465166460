package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.link.NewLink;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import io.muster.server.wire.flow.ConnectionOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A server with HTTP and one workspace, {@code shop}; and who asks it. */
final class LinkedShop implements AutoCloseable {
    final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final int unreadTimeoutMs;
    private MusterServer server;
    private MusterClient client;

    LinkedShop(Path directory, int unreadTimeoutMs) throws IOException {
        this.directory = directory;
        this.unreadTimeoutMs = unreadTimeoutMs;
        start();
        client.createWorkspace("shop", "UTC", "EUR");
    }

    private void start() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .http(HttpOptions.on(0))
                .connections(ConnectionOptions.defaults().withTimeouts(unreadTimeoutMs, 30_000))
                .expectedCustomers(50_000)
                .build());
        client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    void restart() throws IOException {
        close();
        start();
    }

    MusterServer server() {
        return server;
    }

    MusterClient client() {
        return client;
    }

    WorkspaceClient shop() {
        return client.workspace("shop");
    }

    void load(CharSequence jsonLines) {
        byte[] bytes = jsonLines.toString().getBytes(StandardCharsets.UTF_8);
        assertEquals(0, shop().append(bytes, 0, bytes.length, Durability.DISK).refused());
    }

    int segment(String name, String rule) {
        return shop().createSegment(name, rule).id();
    }

    NewLink link(int segmentId) {
        return shop().makeLink(segmentId, false);
    }

    HttpResponse<String> get(String pathAndQuery) throws Exception {
        return ask("GET", pathAndQuery);
    }

    HttpResponse<String> ask(String method, String pathAndQuery) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
