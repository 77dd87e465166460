package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which customers segments share. */
@ExtendWith(WithConsole.class)
final class ConsoleOverlapTest {
    private final ConsoleShop console;

    ConsoleOverlapTest(ConsoleShop console) {
        this.console = console;
    }

    @Test
    void shouldCompareChosenSegments() {
        Page page = console.page("en", 1280);
        page.navigate(console.console("overlap"));
        page.getByLabel("Recent buyers (30 days)").check();
        page.getByLabel("Recent buyers (90 days)").check();
        assertThat(page.locator(".overlap caption")).hasCount(2);
        assertThat(page.locator(".overlap tbody tr").first())
                .containsText("Recent buyers (30 days) and Recent buyers (90 days)");
        assertThat(page.locator(".overlap tbody tr").first()).containsText("33.3%");
        ConsoleShop.shoot(page, "overlap-compared");
        page.context().close();
    }
}
