package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiClient;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edit that was refused because another had changed the segment is in the journal, and is refused by a replay. */
@Timeout(120)
class ReplayedConflictTest {
    private static final String SEGMENTS = "/v1/workspaces/shop/segments";
    private static final String SEGMENT = SEGMENTS + "/buyers";

    @Test
    void shouldRefuseTheSameEditsWhenTheyAreReplayed() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        String stale;
        String current;
        List<String> before;
        try (MusterServer server = start(disk);
                ApiClient api = new ApiClient(server.httpPort())) {
            try (MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
                client.createWorkspace("shop", "UTC", "EUR");
            }
            stale = api.post(SEGMENTS, "{\"name\":\"buyers\",\"rule\":\"amount_spent > 1\"}")
                    .is(201)
                    .header("ETag");
            current = api.put(SEGMENT, "{\"rule\":\"amount_spent > 2\"}", "If-Match", stale)
                    .is(200)
                    .header("ETag");
            long accepted = server.engine().sequence();
            refused(api, stale);
            assertTrue(server.engine().sequence() > accepted, "the refused are in the journal");
            before = state(server, api);
        }
        try (MusterServer server = start(disk.crash());
                ApiClient api = new ApiClient(server.httpPort())) {
            assertEquals(before, state(server, api));
            refused(api, stale);
            api.put(SEGMENT, "{\"rule\":\"amount_spent > 4\"}", "If-Match", current)
                    .is(200);
        }
    }

    private static void refused(ApiClient api, String stale) {
        api.put(SEGMENT, "{\"rule\":\"amount_spent > 3\"}", "If-Match", stale)
                .isProblem(412, "changed", "another has changed it");
        api.put(SEGMENT, "{\"name\":\"others\"}", "If-Match", stale)
                .isProblem(412, "changed", "another has changed it");
        api.delete(SEGMENT, "If-Match", stale).isProblem(412, "changed", "another has changed it");
    }

    private static List<String> state(MusterServer server, ApiClient api) {
        ApiAnswer segment = api.get(SEGMENT).is(200);
        return List.of(
                "" + server.engine().sequence(),
                segment.header("ETag"),
                segment.text(),
                api.get(SEGMENT + "/versions").is(200).text());
    }

    private static MusterServer start(FaultyDisk disk) throws IOException {
        return MusterServer.start(
                ServerOptions.builder()
                        .dataDirectory(Path.of("/data"))
                        .port(0)
                        .http(HttpOptions.on(0))
                        .manualClock(1_780_000_000_000L)
                        .expectedCustomers(100)
                        .build(),
                disk);
    }
}
