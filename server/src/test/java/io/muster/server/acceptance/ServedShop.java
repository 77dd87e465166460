package io.muster.server.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server with the workspace {@code shop}, and a client of it. */
final class ServedShop implements AutoCloseable {
    final MusterServer server;
    final MusterClient client;
    final WorkspaceClient shop;

    private ServedShop(ServerOptions.Builder options, Path directory) throws IOException {
        server = MusterServer.start(options.dataDirectory(directory)
                .port(0)
                .expectedCustomers(10_000)
                .build());
        client = connect();
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        shop = client.workspace("shop");
    }

    /** On the system's clock. */
    static ServedShop onSystemClock(Path directory) throws IOException {
        return new ServedShop(ServerOptions.builder().systemClock(), directory);
    }

    /** On a clock that stands at {@code nowMillis} until it is moved. */
    static ServedShop onManualClock(Path directory, long nowMillis) throws IOException {
        return new ServedShop(ServerOptions.builder().manualClock(nowMillis), directory);
    }

    /** One more connection. */
    MusterClient connect() {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    /** Puts records in, all of which must be taken. */
    AppendResult take(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        AppendResult result = shop.append(bytes, 0, bytes.length, Durability.DISK);
        assertEquals(List.of(), result.refusals());
        return result;
    }

    /** The ids that an export of the segment gives. */
    List<String> exported(int segment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(segment, ExportFormat.IDS, bytes);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
