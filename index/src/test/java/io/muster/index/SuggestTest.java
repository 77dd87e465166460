package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.index.answer.Suggestion;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.rule.RuleException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SuggestTest {
    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldGiveValuesOfAListMostFrequentFirst() {
        tagged("ana", "VIP", "new");
        tagged("bob", "vip", "old");
        tagged("eva", "vip");
        assertEquals(List.of("VIP 3", "new 1", "old 1"), suggest("customer_tags", ""));
        assertEquals(List.of("VIP 3"), suggest("tags", "v"));
        assertEquals(List.of("old 1"), suggest("TAGS", "OL"));
        assertEquals(List.of(), suggest("tags", "x"));
    }

    @Test
    void shouldGiveNoMoreThanAskedFor() {
        tagged("ana", "b", "a", "c");
        assertEquals(
                List.of(new Suggestion("a", 1), new Suggestion("b", 1)), shop.engine.suggest(shop.id, "tags", "", 2));
        assertThrows(IllegalArgumentException.class, () -> shop.engine.suggest(shop.id, "tags", "", 0));
        assertNull(shop.engine.suggest(99, "tags", "", 1));
    }

    @Test
    void shouldGiveTextsThatCustomersHaveAndNotThoseThatRulesAskFor() {
        gender("ana", "female");
        gender("bob", "male");
        gender("eva", "female");
        shop.segment("asked", "gender = 'other'");
        assertEquals(List.of("female 2", "male 1"), suggest("gender", ""));
    }

    @Test
    void shouldForgetValuesOfDeletedCustomers() {
        gender("ana", "female");
        tagged("ana", "vip");
        bought("o-1", "ana", "Nike", "paid");
        shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "ana"));
        assertEquals(List.of(), suggest("gender", ""));
        assertEquals(List.of(), suggest("tags", ""));
        assertEquals(List.of(), suggest("products_purchased.vendor", ""));
        assertEquals(List.of(), suggest("orders_placed.status", ""));
    }

    @Test
    void shouldGiveCustomFieldsAndBooleans() {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .name(Tag.FIELD, "shop.plan")
                        .text(Tag.FIELD, "gold")
                        .name(Tag.FIELD, "member")
                        .bool(Tag.FIELD, true));
        assertEquals(List.of("gold 1"), suggest("metafields.shop.plan", ""));
        assertEquals(List.of("gold 1"), suggest("field.shop.plan", ""));
        assertEquals(List.of("true 1"), suggest("field.member", ""));
    }

    @Test
    void shouldGiveWhatOrdersThatCountWereFor() {
        bought("o-1", "ana", "Nike", "paid");
        bought("o-2", "ana", "Nike", "paid");
        bought("o-3", "bob", "Adidas", "paid");
        bought("o-4", "bob", "Puma", "cancelled");
        assertEquals(List.of("Nike 2", "Adidas 1"), suggest("products_purchased.vendor", ""));
        assertEquals(List.of("Adidas 1"), suggest("products_purchased.vendor", "AD"));
        assertEquals(List.of("paid 3", "cancelled 1"), suggest("orders_placed.status", ""));
        assertEquals(List.of("Shoes 3"), suggest("products_purchased.collection", ""));
        assertEquals(List.of(), suggest("orders_placed.discount_code", ""));
        assertEquals(List.of(), suggest("checkouts_abandoned.product", ""));
    }

    @Test
    void shouldGiveProductsOfCheckoutsOnceTheyAreAbandoned() {
        shop.record(
                CommandKind.CHECKOUT_STARTED,
                writer -> writer.text(Tag.ID, "k-1")
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, Decimals.ONE)
                        .none(Tag.ITEM)
                        .text(Tag.PRODUCT, "p-1"));
        assertEquals(List.of(), suggest("checkouts_abandoned.product", ""));
        shop.advance("2026-06-01T11:00:00Z");
        assertEquals(List.of("p-1 1"), suggest("checkouts_abandoned.product", ""));
    }

    @Test
    void shouldGivePropertiesOfEvents() {
        event("email.opened", writer -> writer.name(Tag.PROPERTY, "campaign").text(Tag.PROPERTY, "Spring"));
        event("email.opened", writer -> writer.name(Tag.PROPERTY, "activity_id").text(Tag.PROPERTY, "spring"));
        event("email.opened", writer -> writer.name(Tag.PROPERTY, "campaign").text(Tag.PROPERTY, "spring"));
        event("email.opened", writer -> writer);
        assertEquals(List.of("spring 3"), suggest("email.opened.campaign", ""));
        assertEquals(List.of("spring 3"), suggest("shopify_email.opened.activity_id", "SP"));
        assertEquals(List.of(), suggest("email.clicked.campaign", ""));
        event(
                "storefront.product_viewed",
                writer -> writer.name(Tag.PROPERTY, "product").text(Tag.PROPERTY, "p-9"));
        assertEquals(List.of("p-9 1"), suggest("storefront.product_viewed.id", ""));
        event(
                "quiz",
                writer -> writer.name(Tag.PROPERTY, "plan")
                        .texts(Tag.PROPERTY, List.of("gold", "silver"))
                        .name(Tag.PROPERTY, "score")
                        .decimal(Tag.PROPERTY, 4)
                        .name(Tag.PROPERTY, "passed")
                        .bool(Tag.PROPERTY, false));
        assertEquals(List.of("gold 1", "silver 1"), suggest("event('quiz').Plan", ""));
        assertEquals(List.of("false 1"), suggest("event( 'quiz' ).passed", "F"));
    }

    @Test
    void shouldRefuseWhatHasNoValuesToSuggest() {
        event("quiz", writer -> writer.name(Tag.PROPERTY, "score").decimal(Tag.PROPERTY, 4));
        assertRefused(
                "number_of_orders",
                "found number_of_orders, which is a number,"
                        + " expected a field whose values are text, a list of text, or true or false");
        assertRefused(
                "registered_at",
                "found customer_added_date, which is a date,"
                        + " expected a field whose values are text, a list of text, or true or false");
        assertRefused(
                "orders_placed.date",
                "found orders_placed.date, which is a date, expected a parameter that is compared with text (app_id,"
                        + " discount_code, location_id, payment_method, shipping_method, status)");
        assertRefused(
                "checkouts_abandoned.amount",
                "found checkouts_abandoned.amount, which is a number,"
                        + " expected a parameter that is compared with text (product)");
        assertRefused(
                "event('quiz').score",
                "found event('quiz').score, which has only been a number,"
                        + " expected a property whose values are text, a list of text, or true or false");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowWithTheNearestName() {
        shop.record(
                CommandKind.CUSTOMER,
                writer ->
                        writer.text(Tag.CUSTOMER, "ana").name(Tag.FIELD, "plan").text(Tag.FIELD, "gold"));
        event("quiz", writer -> writer.name(Tag.PROPERTY, "answer").text(Tag.PROPERTY, "yes"));
        String what = "expected a field, or a function's parameter such as products_purchased.vendor or"
                + " event('name').property";
        assertRefused("gendre", "found 'gendre', " + what + " (did you mean gender?)");
        assertRefused(
                "products_purchase.vendor",
                "found 'products_purchase.vendor', " + what + " (did you mean products_purchased.vendor?)");
        assertRefused("", "found '', " + what);
        assertRefused(
                "products_purchased.vendr",
                "found 'vendr', expected a parameter of products_purchased that is compared with text"
                        + " (did you mean vendor?)");
        assertRefused(
                "field.plam",
                "found 'field.plam', expected a custom field that a customer of this workspace has had"
                        + " (did you mean plan?)");
        assertRefused(
                "event('quizz').answer",
                "found 'quizz', expected the name of an event that came of late (did you mean quiz?)");
        assertRefused(
                "event('quiz').anwser",
                "found 'anwser', expected a property that a late event 'quiz' has had (did you mean answer?)");
    }

    private List<String> suggest(String subject, String prefix) {
        return shop.engine.suggest(shop.id, subject, prefix, 10).stream()
                .map(suggestion -> suggestion.value() + " " + suggestion.count())
                .toList();
    }

    private void assertRefused(String subject, String reason) {
        assertEquals(
                "line 1, column 1: " + reason,
                assertThrows(RuleException.class, () -> suggest(subject, "")).getMessage());
    }

    private void tagged(String customer, String... tags) {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, customer).texts(Tag.TAGS, List.of(tags)));
    }

    private void gender(String customer, String gender) {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, customer).text(Tag.GENDER, gender));
    }

    private void bought(String order, String customer, String vendor, String status) {
        shop.record(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, order)
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, Decimals.ONE)
                        .text(Tag.STATUS, status)
                        .none(Tag.ITEM)
                        .text(Tag.VENDOR, vendor)
                        .texts(Tag.COLLECTIONS, List.of(vendor.equals("Adidas") ? "shoes" : "Shoes")));
    }

    private void event(String name, UnaryOperator<CommandWriter> properties) {
        shop.record(
                CommandKind.EVENT,
                writer -> properties.apply(writer.text(Tag.NAME, name)
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())));
    }
}
