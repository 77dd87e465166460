package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A marketer's way through the builder. */
@ExtendWith(WithConsole.class)
final class ConsoleBuilderTest {
    private static final String RULE = "last_order_date < now - 60d AND amount_spent > 100";

    private final ConsoleShop console;
    private Page page;

    ConsoleBuilderTest(ConsoleShop console) {
        this.console = console;
    }

    @BeforeEach
    void open() {
        page = console.page("en", 1280);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void shouldMakeASegmentByClickingAndEditItAsText() {
        page.navigate(console.console("segments"));
        page.getByText("New segment").click();
        page.getByLabel("Name").fill("Worth winning back");
        page.getByText("Add condition").click();
        Locator first = page.locator(".condition").nth(0);
        first.locator(".subject select").selectOption("field:last_order_date");
        first.locator(".form select").selectOption("ago-more");
        first.locator("input.figure").fill("60");
        page.getByText("Add condition").click();
        Locator second = page.locator(".condition").nth(1);
        second.locator(".subject select").selectOption("field:amount_spent");
        second.locator("input.figure").fill("100");

        assertThat(editor()).hasText(RULE);
        long count = console.shop.count(RULE).count();
        assertThat(page.locator(".preview .count strong")).hasText(Long.toString(count));
        assertThat(first.locator(".size"))
                .hasText(console.shop.count("last_order_date < now - 60d").count() + " customers");
        ConsoleShop.shoot(page, "builder-new");
        page.getByText("Save").click();

        Locator row = page.locator("tr[data-segment='Worth winning back']");
        assertThat(row.locator(".size")).hasText(Long.toString(count));
        assertThat(row.locator(".rule"))
                .hasText("Last order: more than 60 days ago and Amount spent: more than €100.00");

        row.locator("th a").click();
        assertThat(page.locator(".condition")).hasCount(2);
        write("amount_spent > 250 OR NOT (customer_tags CONTAINS 'vip' AND number_of_orders = 1)");
        assertThat(page.locator(".conditions .group")).hasCount(2);
        assertThat(page.locator(".group-head select").nth(0)).hasValue("or");
        assertThat(page.locator(".group-head select").nth(1)).hasValue("not-and");
        assertThat(page.locator(".condition .subject select").nth(1)).hasValue("field:customer_tags");
        assertThat(page.locator(".effect .enter")).containsText("+");
        ConsoleShop.shoot(page, "builder-edit");

        page.getByText("Cancel").click();
        row.getByLabel("Delete “Worth winning back”").click();
        page.locator("dialog .danger").click();
        assertThat(row).hasCount(0);
    }

    @Test
    void shouldUnderlineWhatIsWrongWhereItIs() {
        page.navigate(console.console("segments/new"));
        write("number_of_orders > 3\nAND tag CONTAINS 'vip'");
        assertThat(page.locator(".text .notice")).containsText("Line 2, column 5:");
        assertThat(page.locator("muster-rule-editor .cm-lintRange-error")).hasText("tag");
        assertThat(page.getByText("Save")).isDisabled();
        ConsoleShop.shoot(page, "builder-error");
        write("number_of_orders > 3\nAND tags CONTAINS 'vip'");
        assertThat(page.locator("muster-rule-editor .cm-lintRange-error")).hasCount(0);
        assertThat(page.locator(".condition")).hasCount(2);
    }

    @Test
    void shouldSuggestValuesThatThereHaveBeen() {
        page.navigate(console.console("segments/new"));
        write("customer_tags CONTAINS ''");
        page.locator(".condition input[list]").focus();
        assertThat(page.locator(".condition datalist option").first()).hasAttribute("value", "vip");
    }

    @Test
    void shouldSayWhoUsesASegmentAndRefuseToDeleteIt() {
        console.shop.createSegment("Chosen", "tags CONTAINS 'vip'");
        console.shop.createSegment("Built on it", "SEGMENT IN ('Chosen')");
        page.navigate(console.console("segments"));
        page.getByLabel("Edit “Chosen”").click();
        assertThat(page.locator("form > .notice")).containsText("Built on it");
        page.getByText("Cancel").click();
        page.getByLabel("Delete “Chosen”").click();
        page.locator("dialog .danger").click();
        assertThat(page.locator("dialog .notice")).containsText("Built on it");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertEquals(1, page.locator("tr[data-segment='Chosen']").count());
    }

    private Locator editor() {
        return page.locator("muster-rule-editor .cm-content");
    }

    private void write(String rule) {
        editor().click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(rule);
    }
}
