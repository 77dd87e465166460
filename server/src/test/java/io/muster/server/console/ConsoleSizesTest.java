package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the size of a segment comes from. */
@ExtendWith(WithConsole.class)
final class ConsoleSizesTest {
    private final ConsoleShop console;

    ConsoleSizesTest(ConsoleShop console) {
        this.console = console;
    }

    @Test
    void shouldDrawTheSizesOfTheLastDaysAndSayThem() {
        Page page = console.page("en", 1280);
        page.navigate(console.console("segments"));
        Locator line = page.locator("tr[data-segment='Recent buyers (30 days)'] .sparkline");
        assertThat(line)
                .hasAttribute(
                        "aria-label",
                        Pattern.compile("\\d+ on Jan 19, 2026, now \\d+"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(ConsoleShop.TIMEOUT_MS));
        assertThat(line.locator("polyline")).hasAttribute("points", Pattern.compile("(\\S+ ){14,}\\S+"));
        page.context().close();
    }
}
