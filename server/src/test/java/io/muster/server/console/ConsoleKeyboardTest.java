package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All of it without a pointer: no click, and nothing is focused but by keys. */
@ExtendWith(WithConsole.class)
final class ConsoleKeyboardTest {
    private static final int MOST_TABS = 400;
    private static final String FOCUS = """
        element => {
            const focused = document.activeElement;
            if (element.getRootNode().activeElement === element) {
                return 'here';
            }
            const plain = !focused.matches('button:focus-visible, a:focus-visible');
            return plain || getComputedStyle(focused).outlineStyle === 'solid' ? 'shown' : 'not shown';
        }\
        """;

    private final ConsoleShop console;
    private Page page;

    ConsoleKeyboardTest(ConsoleShop console) {
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
    void shouldMakeEditAndDeleteASegmentByKeys() {
        page.navigate(console.console("segments"));
        assertThat(page.locator("tr[data-segment]").first()).isVisible();
        reach(page.locator("a.main"));
        press("Enter");
        reach(page.getByLabel("Name"));
        page.keyboard().type("By keys");
        reach(page.getByText("Add condition"));
        press("Enter");
        Locator first = page.locator(".condition").nth(0);
        assertThat(first.locator(".subject select")).isFocused();
        page.keyboard().type("Amount spent");
        assertThat(first.locator(".subject select")).hasValue("field:amount_spent");
        reach(first.locator("input.figure"));
        press("Control+a");
        page.keyboard().type("50");

        reach(page.getByText("Add group"));
        press("Enter");
        Locator inner = page.locator(".group .group");
        assertThat(inner.locator("select").first()).isFocused();
        reach(inner.getByText("Add condition"));
        press("Enter");
        Locator last = inner.locator(".condition").nth(1);
        assertThat(last.locator(".subject select")).isFocused();
        page.keyboard().type("Tags");
        assertThat(last.locator(".subject select")).hasValue("field:customer_tags");
        reach(last.locator("muster-suggested-input input"));
        page.keyboard().type("vip");
        reach(inner.getByLabel("Remove condition").nth(0));
        press("Enter");
        assertThat(inner.getByText("Add condition")).isFocused();
        assertThat(page.locator("muster-rule-editor .cm-content"))
                .hasText("amount_spent > 50 AND customer_tags CONTAINS 'vip'");
        reach(page.getByText("Save"));
        press("Enter");

        Locator row = page.locator("tr[data-segment='By keys']");
        assertThat(row).isVisible();
        reach(row.getByLabel("Edit “By keys”"));
        press("Enter");
        assertThat(page.locator(".condition")).hasCount(2);
        reach(page.locator("muster-rule-editor .cm-content"));
        press("Control+End");
        page.keyboard().type(" AND number_of_orders > 0");
        assertThat(page.locator(".condition")).hasCount(3);
        reach(page.getByText("Save"));
        press("Enter");

        reach(row.getByLabel("Delete “By keys”"));
        press("Enter");
        assertThat(page.locator("dialog")).isVisible();
        press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(row.getByLabel("Delete “By keys”")).isFocused();
        press("Enter");
        reach(page.locator("dialog .danger"));
        press("Enter");
        assertThat(row).hasCount(0);
        assertThat(page.locator("input[type=search]")).isFocused();
    }

    /** By Tab, from where the focus is; buttons and links that have it on the way show that. */
    private void reach(Locator target) {
        assertThat(target).isVisible();
        for (int tab = 0; tab < MOST_TABS; tab++) {
            String found = (String) target.evaluate(FOCUS);
            if (found.equals("here")) {
                return;
            }
            assertEquals("shown", found, () -> "the focus on the way to " + target);
            press("Tab");
        }
        fail(target + ": not reached within " + MOST_TABS + " times Tab");
    }

    private void press(String key) {
        page.keyboard().press(key);
    }
}
