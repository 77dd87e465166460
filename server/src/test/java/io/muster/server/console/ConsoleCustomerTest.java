package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Looking a customer up, and reading why. */
@ExtendWith(WithConsole.class)
final class ConsoleCustomerTest {
    private final ConsoleShop console;

    ConsoleCustomerTest(ConsoleShop console) {
        this.console = console;
    }

    @Test
    void shouldTellWhyACustomerIsInASegment() {
        Page page = console.page("en", 1280);
        page.navigate(console.console("customer"));
        page.getByLabel("Id or e-mail address").fill("c-6");
        page.getByText("Look up").click();
        assertThat(page.locator("#profile-heading")).hasText("c-6");
        assertThat(page.locator(".facts")).containsText("€13.00");
        page.getByLabel("Why: Recent buyers (30 days)").click();
        Locator why = page.locator(".why");
        assertThat(why.locator(".verdict")).containsText("Is in the segment. Until Feb 26, 2026");
        assertThat(why.locator("code").first()).hasText("last_order_date >= now - 30d");
        ConsoleShop.shoot(page, "customer-why");
        page.context().close();
    }

    @Test
    void shouldTellWhatACustomerDidPageByPage() {
        StringBuilder lines = new StringBuilder();
        for (int index = 0; index < 25; index++) {
            lines.append(
                    ("{\"type\":\"order_placed\",\"id\":\"t-%d\",\"customer\":\"timeline\",\"time\":\"2026-01-%02dT12:00:00Z\",\"status\":\"paid\",\"total\":\"129.90\",\"currency\":\"EUR\",\"discount_code\":\"SPRING\",\"items\":[{\"product\":\"p-9\",\"variant\":\"v-2\",\"quantity\":2,\"price\":\"64.95\"}]}\n")
                            .formatted(index, index + 1));
        }
        lines.append("{\"type\":\"email_opened\",\"customer\":\"timeline\",\"time\":\"2026-01-30T12:00:00Z\","
                + "\"campaign\":\"black-friday\"}\n");
        console.load(lines.toString());
        Page page = console.page("el", 1280);
        page.navigate(console.console("customer/timeline"));
        Locator events = page.locator(".timeline .event");
        assertThat(events).hasCount(20);
        assertThat(events.nth(0)).containsText("black-friday");
        assertThat(events.nth(1)).containsText("Παραγγελία");
        assertThat(events.nth(1)).containsText("129,90");
        assertThat(events.nth(1)).containsText("25 Ιαν 2026");
        assertThat(events.nth(1)).containsText("SPRING");
        ConsoleShop.shoot(page, "customer-timeline");
        page.getByText("Παλαιότερα").click();
        assertThat(events).hasCount(26);
        assertThat(events.nth(20)).isFocused();
        assertThat(page.getByText("Παλαιότερα")).hasCount(0);
        page.context().close();
    }

    @Test
    void shouldFindACustomerByEmail() {
        Page page = console.page("en", 1280);
        page.navigate(console.console("customer"));
        page.getByLabel("Id or e-mail address").fill("c7@example.com");
        page.getByText("Look up").click();
        assertThat(page.locator("#profile-heading")).hasText("c-7");
        page.context().close();
    }

    @Test
    void shouldSayThatThereIsNoSuchCustomer() {
        Page page = console.page("en", 1280);
        page.navigate(console.console("customer/nobody"));
        assertThat(page.locator(".notice.problem")).hasText("There is no customer “nobody”.");
        page.context().close();
    }
}
