package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes as they happen, without anything being asked for again. */
@ExtendWith(WithConsole.class)
final class ConsoleChangesTest {
    private final ConsoleShop console;

    ConsoleChangesTest(ConsoleShop console) {
        this.console = console;
    }

    @Test
    void shouldShowWhoEntersAndTheSizeThatFollows() {
        console.shop.createSegment("Newcomers of the day", "customer_tags CONTAINS 'newcomer'");
        Page changes = console.page("en", 1280);
        changes.navigate(console.console("changes"));
        assertThat(changes.locator("p.quiet")).hasText("No changes yet.");
        changes.locator("muster-changes[following]").waitFor();
        Page segments = console.page("en", 1280);
        segments.navigate(console.console("segments"));
        Locator size = segments.locator("tr[data-segment='Newcomers of the day'] .size");
        assertThat(size).hasText("0");

        console.load("{\"type\":\"customer\",\"id\":\"n-1\",\"tags\":[\"newcomer\"]}\n");
        Locator row =
                changes.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Newcomers of the day"));
        assertThat(row.first()).containsText("n-1");
        assertThat(row.first()).containsText("entered");
        assertThat(row.first()).containsText("a record");
        assertThat(size).hasText("1");
        ConsoleShop.shoot(changes, "changes-live");
        segments.context().close();
        changes.context().close();
    }
}
