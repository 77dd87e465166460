package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.Commands;
import io.muster.index.rule.RuleLimits;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for those who write rules says nothing that is not so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RulesPageTest {
    private static final RulesPage PAGE = new RulesPage();
    private static final String REFUSED = "refused";
    private static final List<String> FUNCTIONS =
            List.of(("orders_placed products_purchased checkouts_abandoned email.sent email.delivered email.opened"
                + " email.clicked email.bounced email.unsubscribed email.marked_as_spam sms.converted viber.opened"
                + " messenger.sent push.delivered whatsapp.opened shopify_email.opened storefront.product_viewed"
                + " storefront.collection_viewed event customer_within_distance")
                    .split(" "));
    private static final List<String> PARAMETERS = List.of(
            ("date amount status discount_code payment_method shipping_method app_id location_id count sum_amount"
                + " average_amount id variant collection category tag vendor quantity price sum_quantity product"
                + " activity_id campaign sum min max coordinates city country distance_km distance_mi")
                    .split(" "));

    private Shop shop;

    @BeforeAll
    void open() {
        shop = RulesPageShop.open(PAGE);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    static List<RulesPage.Example> examples() {
        return PAGE.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldFindWhomThePageSays(RulesPage.Example example) {
        if (example.outcome().startsWith(REFUSED)) {
            Outcome outcome = shop.command(Commands.createSegment(shop.id, "Example", example.rule()));
            assertEquals(Outcome.Kind.BAD_RULE, outcome.kind());
            assertTrue(
                    outcome.reason()
                            .endsWith(example.outcome()
                                    .substring(REFUSED.length())
                                    .replaceFirst("^: ", "")),
                    outcome.reason());
            return;
        }
        if (example.rule().contains("SEGMENT")) {
            defineNamedSegments();
        }
        String name = "Example of line " + example.line();
        shop.segment(name, example.rule());
        assertEquals(example.outcome(), found(name));
    }

    @Test
    void shouldListTheReadyMadeSegments() {
        List<List<String>> table = PAGE.table("| segment | rule | here |");
        for (List<String> row : table.subList(1, table.size())) {
            SegmentEntry entry = shop.view().segments().byName(row.get(0));
            assertEquals(row.get(1), entry.rule(), row.get(0));
            assertEquals(row.get(2), found(row.get(0)), row.get(0));
        }
        assertEquals(ReadyMade.SEGMENTS.size(), table.size() - 1);
    }

    @Test
    void shouldShowEveryFieldFunctionAndParameter() {
        String rules = PAGE.examples().stream().map(RulesPage.Example::rule).collect(Collectors.joining("\n"));
        TreeSet<String> names = new TreeSet<>(FUNCTIONS);
        names.addAll(PARAMETERS);
        names.addAll(fields());
        names.removeIf(name -> Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?![\\w.])")
                .matcher(rules)
                .find());
        assertEquals(new TreeSet<String>(), names);
    }

    @Test
    void shouldStateTheLimitsThatHold() {
        for (int limit : new int[] {
            RuleLimits.LENGTH_CHARS,
            RuleLimits.CONDITIONS,
            RuleLimits.LISTED_VALUES,
            RuleLimits.NESTING_DEPTH,
            RuleLimits.NUMBER_DIGITS
        }) {
            assertTrue(PAGE.text().contains(String.format(Locale.ROOT, "| %,d", limit)), "limit " + limit);
        }
    }

    private List<String> fields() {
        String reason = shop.command(Commands.createSegment(shop.id, "Example", "xyzzy = 1"))
                .reason();
        return List.of(reason.substring(reason.lastIndexOf('(') + 1, reason.lastIndexOf(')'))
                .split(", "));
    }

    private void defineNamedSegments() {
        List<List<String>> table = PAGE.table("| segment | rule |");
        for (List<String> row : table.subList(1, table.size())) {
            if (shop.view().segments().byName(row.get(0)) == null) {
                shop.segment(row.get(0), row.get(1));
            }
        }
    }

    private String found(String segment) {
        TreeSet<String> members = shop.members(segment);
        return members.isEmpty() ? "nobody" : String.join(", ", members);
    }
}
