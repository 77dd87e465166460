package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From nothing to segments with customers in them. */
@ExtendWith(WithConsole.class)
final class ConsoleSampleTest {
    private final ConsoleShop console;

    ConsoleSampleTest(ConsoleShop console) {
        this.console = console;
    }

    @Test
    void shouldLoadASampleShopByOneClick() {
        console.makeWorkspace("sample");
        Page page = console.page("en", 1280);
        page.navigate(console.address("/console/#/w/sample/segments"));
        assertThat(page.locator("#empty-heading")).hasText("No customers yet");
        page.getByText("Load a sample shop").click();
        assertThat(page.locator("muster-empty-state")).hasCount(0);
        assertThat(page.locator("tr[data-segment='Frequent buyers'] .size")).hasText(Pattern.compile("[1-9][\\d,]*"));
        assertThat(page.locator("tr[data-segment='Unengaged subscribers'] .size"))
                .hasText(Pattern.compile("\\d,\\d{3}"));
        ConsoleShop.shoot(page, "sample-loaded");
        page.context().close();
    }
}
