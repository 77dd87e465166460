package io.muster.server.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every screen, in every language, wide and narrow, light and dark. Pictures of each are under {@code target/console}.
 */
@ExtendWith(WithConsole.class)
final class ConsoleScreensTest {
    private static final int[] WIDTHS = {1280, 390};
    private static final int HEIGHT = 900;
    private static final String REFUSED_BY_THE_API = "Failed to load resource";
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final String OVERFLOW =
            "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private final ConsoleShop console;

    ConsoleScreensTest(ConsoleShop console) {
        this.console = console;
    }

    /** Each screen by its name, with what is there once it is shown. */
    private static Map<String, String[]> screens(ConsoleShop console) {
        Map<String, String[]> screens = new LinkedHashMap<>();
        screens.put("segments", new String[] {"segments", "tr[data-segment]:has(.rule span) .sparkline"});
        screens.put("builder", new String[] {"segments/" + lapsed(console), ".condition .size:not(:empty)"});
        screens.put("customer", new String[] {"customer/c-6", ".customer:has(.memberships li) .timeline .event"});
        screens.put("overlap", new String[] {"overlap", ".choice .switch"});
        screens.put("changes", new String[] {"changes", "muster-changes h1"});
        screens.put("status", new String[] {"status", "muster-status:has(.plot canvas) .latencies tbody tr"});
        return screens;
    }

    private static int lapsed(ConsoleShop console) {
        return console.shop.segments().segments().stream()
                .filter(each -> each.name().equals("Lapsed customers"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el", "mk", "pl", "bg"})
    void shouldFitItsWindowAndKeepItsSecurityPolicy(String language) {
        List<String> faults = new ArrayList<>();
        Page page = console.page(language, WIDTHS[0]);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(REFUSED_BY_THE_API)) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        screens(console).forEach((name, screen) -> {
            open(page, screen);
            for (int width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                if (isPictured(language, width)) {
                    ConsoleShop.shoot(page, name + "-" + language + "-" + width);
                }
                if (((Number) page.evaluate(OVERFLOW)).intValue() > 0) {
                    faults.add(name + " in " + language + " overflows " + width);
                }
            }
        });
        page.context().close();
        assertEquals(List.of(), faults);
    }

    @Test
    void shouldBeUsableByAll() {
        List<String> barriers = new ArrayList<>();
        Page page = console.page("en", WIDTHS[0]);
        screens(console).forEach((name, screen) -> {
            open(page, screen);
            look(page, name, barriers);
        });
        page.context().close();
        assertEquals(List.of(), barriers);
    }

    /** What one sees before there is anything, and what lies over a screen; where there is little room. */
    @Test
    void shouldBeUsableByAllFromTheFirstMomentOn() {
        List<String> barriers = new ArrayList<>();
        Page stranger = console.stranger("en", WIDTHS[1]);
        open(stranger, new String[] {"", "muster-sign-in button"});
        look(stranger, "sign-in", barriers);
        stranger.getByLabel("Access token").fill(console.blindToken());
        stranger.locator("button.main").click();
        assertThat(stranger.locator("muster-first-workspace button")).isVisible();
        look(stranger, "first-workspace", barriers);
        stranger.context().close();

        Page page = console.page("en", WIDTHS[1]);
        console.makeWorkspace("empty");
        open(page, new String[] {"/console/#/w/empty/segments", "muster-segments:has(tr[data-segment]) .sample button"
        });
        look(page, "empty-state", barriers);
        open(page, new String[] {"segments", "tr[data-segment='Frequent buyers'] .rule span"});
        for (String dialog : List.of("Delete “Frequent buyers”", "Secret address of “Frequent buyers”")) {
            page.getByLabel(dialog).click();
            assertThat(page.locator("dialog")).isVisible();
            look(page, dialog.startsWith("Delete") ? "dialog-delete" : "dialog-link", barriers);
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
        }
        page.context().close();
        assertEquals(List.of(), barriers);
    }

    /** In light and dark, by a program that looks for barriers; and whether all of it fits. */
    private static void look(Page page, String name, List<String> barriers) {
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
            if (colors == ColorScheme.DARK || page.viewportSize().width == WIDTHS[1]) {
                ConsoleShop.shoot(page, name + "-" + colors.name().toLowerCase(Locale.ROOT));
            }
            if (((Number) page.evaluate(OVERFLOW)).intValue() > 0) {
                barriers.add(name + " overflows");
            }
            for (Rule found : new AxeBuilder(page).analyze().getViolations()) {
                if (SERIOUS.contains(found.getImpact())) {
                    barriers.add(name + ": " + found.getHelp() + " " + found.getNodes());
                }
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    @Test
    void shouldAskStrangersForAToken() {
        Page page = console.stranger("en", WIDTHS[0]);
        page.navigate(console.console(""));
        page.getByLabel("Access token").fill("wrong");
        page.locator("button.main").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not good");
        ConsoleShop.shoot(page, "sign-in");
        page.getByLabel("Access token").fill(console.token);
        page.locator("button.main").click();
        assertThat(page.locator("tr[data-segment='Frequent buyers']")).isVisible();
        page.context().close();
    }

    /** A picture takes half a second, and the longest words show where there is little room. */
    private static boolean isPictured(String language, int width) {
        return language.equals("en") || language.equals("el") && width == WIDTHS[1];
    }

    private void open(Page page, String[] screen) {
        page.navigate(screen[0].startsWith("/") ? console.address(screen[0]) : console.console(screen[0]));
        page.locator(screen[1]).first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }
}
