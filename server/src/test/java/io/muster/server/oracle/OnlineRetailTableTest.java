package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The whole table at once, against answers that SQL gave. */
final class OnlineRetailTableTest {
    private static final Set<String> READY_MADE = Set.of(
            "New customers",
            "Recent buyers (30 days)",
            "Recent buyers (90 days)",
            "Non-buyers (30 days)",
            "Non-buyers (90 days)",
            "Frequent buyers",
            "Lapsed customers");

    @BeforeEach
    void needsData() {
        OnlineRetail.assumePresent();
    }

    @Test
    void shouldHoldExactlyTheExpectedCustomersInTheEngine() {
        try (EngineShop shop = new EngineShop(OnlineRetail.ZONE, "GBP", OnlineRetail.NOW, 5000)) {
            List<OnlineRetail.Expected> said = OnlineRetail.expected();
            for (OnlineRetail.Line line : OnlineRetail.lines()) {
                assertTrue(shop.take(line.text(), false), () -> shop.refusal() + "\n" + line.text());
            }
            List<Executable> rows = new ArrayList<>();
            for (OnlineRetail.Expected expected : said) {
                if (!READY_MADE.contains(expected.name())) {
                    shop.define(expected.name(), expected.rule());
                }
                rows.add(() -> assertRow(expected, shop.members(expected.name())));
                rows.add(() -> assertEquals(expected.size(), shop.cardinality(expected.name()), expected.name()));
            }
            assertEquals(17, said.size());
            assertAll(rows);
        }
    }

    @Test
    void shouldKeepTheExpectedCustomersInSegmentsThatWereThereBeforeTheRecords() {
        try (EngineShop shop = new EngineShop(OnlineRetail.ZONE, "GBP", OnlineRetail.NOW, 5000)) {
            List<Executable> rows = new ArrayList<>();
            for (OnlineRetail.Expected expected : OnlineRetail.expected()) {
                String name = "early " + expected.name();
                shop.define(name, expected.rule());
                rows.add(() -> assertRow(expected, shop.members(name)));
            }
            OnlineRetail.lines().reversed().forEach(line -> shop.take(line.text(), false));
            assertAll(rows);
        }
    }

    @Test
    void shouldHoldExactlyTheExpectedCustomersNaively() {
        NaiveShop shop = new NaiveShop(OnlineRetail.ZONE);
        OnlineRetail.lines().forEach(line -> assertTrue(shop.take(line.record(), OnlineRetail.NOW), line::text));
        List<Executable> rows = new ArrayList<>();
        for (OnlineRetail.Expected expected : OnlineRetail.expected()) {
            Rule rule = RuleParser.parse(expected.rule());
            rows.add(() -> assertRow(expected, NaiveRule.members(rule, shop, OnlineRetail.NOW)));
        }
        assertEquals(17, rows.size());
        assertAll(rows);
    }

    private static void assertRow(OnlineRetail.Expected expected, Collection<String> members) {
        assertEquals(expected.size(), members.size(), expected.name());
        assertEquals(expected.digest(), OnlineRetail.digest(members), expected.name());
    }
}
