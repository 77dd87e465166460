package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.RecordOrigin;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.generate.RecordBuffer;
import io.muster.server.generate.ShopGenerator;
import io.muster.server.generate.ShopOptions;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The number follows the keys, and how soon: from each key press to the number of customers on the screen. Told, not
 * asserted: {@code -Dmuster.customers=1000000 -Dmuster.steps=60} for figures.
 */
final class ConsolePreviewTest {
    private static final int CUSTOMERS = Integer.getInteger("muster.customers", 300);
    private static final int KEYS = Integer.getInteger("muster.steps", 4);
    private static final int PART_BYTES = 256 * 1024;

    /** In the page, for what Playwright itself takes is not the console's. */
    private static final String WATCH = """
        () => {
            window.took = [];
            let pressed = 0;
            document.addEventListener('keydown', () => { pressed = performance.now(); }, true);
            const count = () => document.querySelector('.preview .count strong').textContent;
            let last = count();
            new MutationObserver(() => {
                if (pressed && count() !== last) {
                    window.took.push(performance.now() - pressed);
                    last = count();
                    pressed = 0;
                }
            }).observe(
                document.querySelector('muster-preview'),
                { subtree: true, childList: true, characterData: true });
        }\
        """;

    @Test
    void shouldCountWithEachKeyPressed() throws IOException {
        Path chromium = Chromium.require();
        try (MusterServer server = MusterServer.start(ServerOptions.builder()
                        .port(0)
                        .http(HttpOptions.on(0))
                        .expectedCustomers(CUSTOMERS * 2L)
                        .build());
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
                Playwright playwright = ConsoleShop.playwright();
                Browser browser = ConsoleShop.launch(playwright, chromium)) {
            client.createWorkspace("shop", "Europe/Skopje", "EUR");
            WorkspaceClient shop = client.workspace("shop");
            load(shop);
            Page page = browser.newPage();
            page.setDefaultTimeout(ConsoleShop.TIMEOUT_MS);
            page.navigate("http://127.0.0.1:" + server.httpPort() + "/console/#/w/shop/segments/new");
            follow(page, shop, "one condition", "number_of_orders >= %s");
            follow(
                    page,
                    shop,
                    "four conditions",
                    "number_of_orders >= %s AND amount_spent > 20 AND last_order_date >= now - 300d"
                            + " AND last_order_amount > 5");
        }
    }

    private static void load(WorkspaceClient shop) {
        ShopGenerator generator = new ShopGenerator(ShopOptions.of(CUSTOMERS, 1.0, 1, Instant.now()));
        RecordBuffer records = new RecordBuffer(2 * PART_BYTES);
        while (generator.next(records, PART_BYTES) > 0) {
            shop.append(records.toByteArray(), 0, records.length(), Durability.MEMORY, RecordOrigin.IMPORT);
        }
    }

    /** Types a nought behind the rule's first figure and takes it back, again and again. */
    private static void follow(Page page, WorkspaceClient shop, String name, String rule) {
        page.reload();
        Locator editor = page.locator("muster-rule-editor .cm-content");
        editor.fill(rule.formatted("1"));
        Locator shown = page.locator(".preview .count strong");
        String one = count(shop, rule.formatted("1"));
        String ten = count(shop, rule.formatted("10"));
        assertThat(shown).hasText(one);
        Locator figure = page.locator(".condition input.figure").first();
        figure.focus();
        page.keyboard().press("End");
        page.evaluate(WATCH);
        for (int key = 0; key < KEYS; key++) {
            page.keyboard().press(key % 2 == 0 ? "0" : "Backspace");
            assertThat(shown).hasText(key % 2 == 0 ? ten : one);
        }
        @SuppressWarnings("unchecked")
        List<Number> took = (List<Number>) page.evaluate("window.took");
        double[] millis =
                took.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%,d customers, %s: %d keys, p50 %.0f ms, p90 %.0f ms, max %.0f ms%n",
                CUSTOMERS,
                name,
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 9 / 10],
                millis[millis.length - 1]);
    }

    private static String count(WorkspaceClient shop, String rule) {
        return String.format(Locale.ENGLISH, "%,d", shop.count(rule).count());
    }
}
