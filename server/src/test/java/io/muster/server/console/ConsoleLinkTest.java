package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The secret address of a segment, from the console to who is not signed in. */
@ExtendWith(WithConsole.class)
final class ConsoleLinkTest {
    private final ConsoleShop console;

    ConsoleLinkTest(ConsoleShop console) {
        this.console = console;
    }

    @Test
    void shouldLetStrangersDownloadUntilItIsRotated() {
        Page page = console.page("en", 1280);
        Page stranger = console.stranger("en", 1280);
        page.navigate(console.console("segments"));
        page.getByLabel("Secret address of “Recent buyers (30 days)”").click();
        Locator make = page.getByText("Make a new address");
        Locator address = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Address"));
        make.click();
        String first = address.inputValue();
        APIResponse members = stranger.request().get(first);
        assertEquals(200, members.status());
        assertEquals("no-store", members.headers().get("cache-control"));
        assertTrue(members.text().contains("c0@example.com"), members.text());
        ConsoleShop.shoot(page, "link");

        make.click();
        assertThat(address).not().hasValue(first);
        String second = address.inputValue();
        assertNotEquals(first, second);
        assertEquals(404, stranger.request().get(first).status());
        assertEquals(200, stranger.request().get(second).status());

        page.reload();
        page.getByLabel("Secret address of “Recent buyers (30 days)”").click();
        Locator exists = page.locator("dialog .exists");
        assertThat(exists).containsText("There is an address, made ");

        page.getByText("Revoke", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("dialog .notice")).containsText("revoked");
        assertThat(exists).hasCount(0);
        assertEquals(404, stranger.request().get(second).status());
        stranger.context().close();
        page.context().close();
    }
}
