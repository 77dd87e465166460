package io.muster.server.hook.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.security.Doorkeeper;
import io.muster.server.tls.TestCertificates;
import io.muster.server.tls.TlsContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that speak TLS: only those with a good certificate, for just that name, hear anything. */
@Timeout(90)
class WebhookCallerTest {
    private static final int NOT_FOUND = 404;

    @TempDir
    private Path directory;

    @Test
    void shouldCallOverTlsOnlyWhoHasAGoodCertificateForThatName() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        try (TlsContext tls = new TlsContext(certificates.server("receiver"));
                Doorkeeper doorkeeper = Doorkeeper.withoutTokens();
                HttpFrontEnd good = HttpFrontEnd.start("127.0.0.1", 0, new HttpDoors(doorkeeper, tls), List.of());
                HttpFrontEnd other = HttpFrontEnd.start("127.0.0.2", 0, new HttpDoors(doorkeeper, tls), List.of());
                WebhookCaller trusting =
                        new WebhookCaller(new CallOptions(2, 20_000, 20_000, true, certificates.authority()));
                WebhookCaller usual = new WebhookCaller(new CallOptions(2, 20_000, 20_000, true, null))) {
            assertEquals(
                    NOT_FOUND,
                    call(trusting, "https://127.0.0.1:" + good.port() + "/").status());
            assertEquals(
                    NOT_FOUND,
                    call(trusting, "https://localhost:" + good.port() + "/").status());
            assertRefused(call(trusting, "https://127.0.0.2:" + other.port() + "/"));
            assertRefused(call(usual, "https://127.0.0.1:" + good.port() + "/"));
        }
    }

    @Test
    void shouldSayWhereANameHasNoAddress() throws Exception {
        try (WebhookCaller caller = new WebhookCaller(CallOptions.defaults())) {
            CallAnswer answer = call(caller, "https://no-such-host.invalid/");
            assertEquals("name: found no address of it, expected one", answer.problemOrNull());
        }
    }

    private static void assertRefused(CallAnswer answer) {
        assertEquals(0, answer.status());
        assertTrue(answer.problemOrNull().matches("(connection|answer): .+"), answer.problemOrNull());
    }

    private static CallAnswer call(WebhookCaller caller, String url) throws Exception {
        CompletableFuture<CallAnswer> answer = new CompletableFuture<>();
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        caller.call(new Call(URI.create(url), 0, Map.of(), body), answer::complete);
        return answer.get(60, TimeUnit.SECONDS);
    }
}
