package io.muster.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.SecurityOptions;
import io.muster.server.security.TokenStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a browser is served, and what it is told it may do with that. */
final class ConsoleAreaTest {
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\\(?['\"]([^'\"]+)['\"]");
    private static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Doorkeeper doorkeeper;
    private static HttpFrontEnd http;

    @BeforeAll
    static void serve() throws IOException {
        doorkeeper = new Doorkeeper(TokenStore.inMemory(), SecurityOptions.defaults(), InstantSource.system());
        http = HttpFrontEnd.start("127.0.0.1", 0, new HttpDoors(doorkeeper, null), List.of(new ConsoleArea()));
    }

    @AfterAll
    static void close() throws IOException {
        http.close();
        doorkeeper.close();
    }

    @Test
    void shouldLeadToTheConsole() throws Exception {
        for (String from : List.of("/", "/console")) {
            HttpResponse<byte[]> led = get(from);
            assertEquals(302, led.statusCode());
            assertEquals("/console/", header(led, "Location"));
        }
    }

    @Test
    void shouldLetThePageLoadNothingFromElsewhere() throws Exception {
        HttpResponse<byte[]> page = get("/console/");
        String policy = header(page, "Content-Security-Policy");
        assertEquals(200, page.statusCode());
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(policy.contains("http"), policy);
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("no-cache", header(page, "Cache-Control"));
    }

    @Test
    void shouldNameTheImportMapByItsHash() throws Exception {
        HttpResponse<byte[]> page = get("/console/");
        Matcher map = IMPORT_MAP.matcher(new String(page.body(), UTF_8));
        assertTrue(map.find());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(UTF_8));
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"), policy);
    }

    @Test
    void shouldAnswerThatThePageIsUnchanged() throws Exception {
        String etag = header(get("/console/"), "ETag");
        HttpResponse<byte[]> again = send(request("/console/").header("If-None-Match", etag));
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
    }

    @Test
    void shouldLetFilesBeKeptForEver() throws Exception {
        String main = base() + "app/main.js";
        HttpResponse<byte[]> plain = get(main);
        HttpResponse<byte[]> compressed = send(request(main).header("Accept-Encoding", "gzip, br"));
        assertEquals("public, max-age=31536000, immutable", header(plain, "Cache-Control"));
        assertEquals("text/javascript; charset=utf-8", header(plain, "Content-Type"));
        assertEquals("nosniff", header(plain, "X-Content-Type-Options"));
        assertEquals("gzip", header(compressed, "Content-Encoding"));
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertArrayEquals(plain.body(), unpacked.readAllBytes());
        }
    }

    @Test
    void shouldRefuseWhatItHasNot() throws Exception {
        assertEquals(404, get(base() + "app/none.js").statusCode());
        assertEquals(404, get("/console/0123456789abcdef/app/main.js").statusCode());
        assertEquals(404, get(base() + "../../../server/MusterServer.class").statusCode());
        assertEquals(
                405,
                send(request("/console/").POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode());
    }

    /** A module that is not served would only be missed when somebody opens its screen. */
    @Test
    void shouldServeEachModuleThatAnotherImports() throws Exception {
        String map = new String(get("/console/").body(), UTF_8);
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        follow(base() + "app/main.js", map, seen, missing);
        assertEquals(Set.of(), missing);
        assertTrue(seen.stream().anyMatch(each -> each.contains("/lib/codemirror__view/")), seen.toString());
        assertTrue(seen.stream().anyMatch(each -> each.contains("/lib/uplot/")), seen.toString());
    }

    private static void follow(String address, String map, Set<String> seen, Set<String> missing) throws Exception {
        if (!seen.add(address)) {
            return;
        }
        HttpResponse<byte[]> module = get(address);
        if (module.statusCode() != 200) {
            missing.add(address);
            return;
        }
        Matcher imported = IMPORT.matcher(withoutComments(new String(module.body(), UTF_8)));
        while (imported.find()) {
            String specifier = imported.group(1);
            if (specifier.startsWith(".")) {
                follow(URI.create(address).resolve(specifier).toString(), map, seen, missing);
            } else {
                Matcher entry = Pattern.compile('"' + Pattern.quote(specifier) + "\":\"([^\"]+)\"")
                        .matcher(map);
                if (entry.find()) {
                    follow(entry.group(1), map, seen, missing);
                } else {
                    missing.add(address + " imports " + specifier);
                }
            }
        }
    }

    private static String withoutComments(String module) {
        return module.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
    }

    private static String base() throws Exception {
        Matcher base = Pattern.compile("name=\"muster-base\" content=\"([^\"]+)\"")
                .matcher(new String(get("/console/").body(), UTF_8));
        assertTrue(base.find());
        return base.group(1);
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
