package io.muster.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenRole;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One server with a shop of {@value #CUSTOMERS} customers, and one browser, for all tests of the console. It wants a
 * token. One thread.
 */
final class ConsoleShop implements AutoCloseable {
    static final int CUSTOMERS = 120;
    static final int TIMEOUT_MS = 30_000;

    private static final Path SHOTS = Path.of("target", "console");
    /** 2026-02-02T02:40:00Z. */
    private static final long NOW_MILLIS = 1_770_000_000_000L;

    private static final long DAY_MILLIS = 86_400_000L;
    /** So long was it looked at before now. */
    private static final int DAYS = 14;

    final WorkspaceClient shop;
    final String token;

    private final Path data;
    private final MusterServer server;
    private final MusterClient client;
    private final Playwright playwright;
    private final Browser browser;

    ConsoleShop(Path chromium) throws IOException {
        data = Files.createTempDirectory("muster-console");
        server = MusterServer.start(ServerOptions.builder()
                .dataDirectory(data)
                .port(0)
                .http(HttpOptions.on(0))
                .manualClock(NOW_MILLIS - DAYS * DAY_MILLIS)
                .expectedCustomers(1_000)
                .build());
        try (MusterClient first = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            TokenGrant everything = new TokenGrant(TokenGrant.EVERYWHERE, Set.of(TokenRole.ADMIN));
            token = first.createToken("root", List.of(everything), Long.MAX_VALUE)
                    .secret();
        }
        client = MusterClient.connect(
                ClientOptions.of("127.0.0.1", server.port()).withToken(token));
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        shop = client.workspace("shop");
        live();
        server.snapshots().take().join();
        playwright = playwright();
        browser = launch(playwright, chromium);
    }

    /** What drives a browser; fetches none. */
    static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MS);
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** The browser there is. */
    static Browser launch(Playwright playwright, Path chromium) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** A page that is signed in, in a browser of that language. Whoever asks closes its context. */
    Page page(String language, int width) {
        Page page = stranger(language, width);
        page.addInitScript("if (location.host) sessionStorage.setItem('muster.token', '" + token + "')");
        return page;
    }

    /** A page that is not signed in. */
    Page stranger(String language, int width) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 900));
        context.setDefaultTimeout(TIMEOUT_MS);
        return context.newPage();
    }

    /** An address of the console. */
    String console(String route) {
        return address("/console/" + (route.isEmpty() ? "" : "#/w/shop/" + route));
    }

    /** Any address of the server. */
    String address(String path) {
        return "http://127.0.0.1:" + server.httpPort() + path;
    }

    /** Another workspace, without customers, unless there is one already. */
    void makeWorkspace(String name) {
        if (client.workspaces().stream().noneMatch(each -> each.name().equals(name))) {
            client.createWorkspace(name, "Europe/Skopje", "EUR");
        }
    }

    /** The secret of a token that sees no workspace. */
    String blindToken() {
        makeWorkspace("elsewhere");
        TokenGrant elsewhere = new TokenGrant("elsewhere", Set.of(TokenRole.READ));
        String secret =
                client.createToken("blind", List.of(elsewhere), Long.MAX_VALUE).secret();
        client.deleteWorkspace(client.workspace("elsewhere").info().id());
        return secret;
    }

    /** Keeps a picture of the page under {@code target}. */
    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Puts records in, all of which must be taken. */
    void load(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        assertEquals(0, shop.append(bytes, 0, bytes.length, Durability.MEMORY).refused());
    }

    /** Customers c-0 to c-119: each third is a VIP, each second has ordered, ever longer ago and for ever more. */
    private void live() {
        StringBuilder before = new StringBuilder();
        for (int index = 0; index < CUSTOMERS; index++) {
            before.append(customer(index)).append(index > DAYS && index % 2 == 0 ? order(index) : "");
        }
        load(before.toString());
        for (int day = DAYS; day >= 0; day--) {
            server.pipeline().advanceTo(NOW_MILLIS - day * DAY_MILLIS).join();
            if (day % 2 == 0) {
                load(order(day));
            }
            server.sizes().history().join();
        }
    }

    private static String customer(int index) {
        return "{\"type\":\"customer\",\"id\":\"c-%d\",\"email\":\"c%d@example.com\",\"first_name\":\"Ana\","
                        .formatted(index, index)
                + "\"registered_at\":\"2025-06-01T10:00:00Z\",\"country\":\"MK\""
                + (index % 3 == 0 ? ",\"tags\":[\"vip\"]}\n" : "}\n");
    }

    private static String order(int index) {
        return "{\"type\":\"order_placed\",\"id\":\"o-%d\",\"customer\":\"c-%d\",\"time\":%d,"
                        .formatted(index, index, NOW_MILLIS - index * DAY_MILLIS - 1)
                + "\"status\":\"paid\",\"total\":\"%d.00\",\"currency\":\"EUR\"}\n".formatted(2 * index + 1);
    }

    @Override
    public void close() throws IOException {
        browser.close();
        playwright.close();
        client.close();
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
