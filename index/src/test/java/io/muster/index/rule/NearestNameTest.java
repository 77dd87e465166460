package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final Set<String> KNOWN = Set.of(
            "number_of_orders", "last_order_date", "first_order_date", "amount_spent", "gender", "tags", "AND", "OR");

    @ParameterizedTest
    @CsvSource({
        "number_of_order,number_of_orders",
        "nubmer_of_orders,number_of_orders",
        "LAST_ORDER_DATE,last_order_date",
        "last_orderdate,last_order_date",
        "amont_spnt,amount_spent",
        "gendre,gender",
        "tgas,tags",
        "adn,AND",
        "ro,OR",
        "tag,tags"
    })
    void shouldFindWhatWasMeant(String written, String meant) {
        assertEquals(Optional.of(meant), NearestName.nearest(written, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"birthday", "x", "''", "tails", "orders", "spent", "ab"})
    void shouldFindNothingWhereNothingIsNear(String written) {
        assertEquals(Optional.empty(), NearestName.nearest(written, KNOWN));
    }

    @Test
    void shouldFindNothingAmongNothing() {
        assertEquals(Optional.empty(), NearestName.nearest("gender", List.of()));
    }

    @Test
    void shouldTakeTheFirstInAlphabeticalOrderAmongEquallyNearNames() {
        assertEquals(Optional.of("bat"), NearestName.nearest("dat", List.of("cat", "bat", "hat")));
        assertEquals(Optional.of("bat"), NearestName.nearest("dat", List.of("bat", "hat", "cat")));
    }

    @Test
    void shouldAnswerQuicklyForNamesOfAnyLength() {
        assertEquals(Optional.empty(), NearestName.nearest("x".repeat(10_000_000), KNOWN));
    }
}
