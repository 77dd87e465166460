package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExportAreaTest {
    @Test
    void shouldAskToComeAgainWhileTheServerStarts() throws Exception {
        Backend starting = (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    throw new BackendException(BackendException.Kind.STARTING, "server: found it starting");
                });
        try (Doorkeeper doorkeeper = Doorkeeper.withoutTokens();
                HttpFrontEnd http = HttpFrontEnd.start(
                        "127.0.0.1",
                        0,
                        new HttpDoors(doorkeeper, null),
                        List.of(new ExportArea(starting, doorkeeper, DownloadOptions.within(1_000))))) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + http.port() + "/export/msl_any"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(503, answer.statusCode());
            assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
            assertEquals(
                    "no-store", answer.headers().firstValue("Cache-Control").orElse(""));
            assertTrue(answer.body().contains("found it starting or busy"), answer.body());
        }
    }
}
