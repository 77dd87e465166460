package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.RuleText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What merchants paste from a Shopify store: its documented templates and examples, newer and older spellings. */
final class ShopifyPasteTest {
    private final Shop shop = new Shop("America/New_York", "2026-06-01T10:00:00Z");

    @BeforeEach
    void declare() {
        declare("facts.birth_date", "date");
        declare("facts.shoe_size", "number");
        declare("facts.vip", "boolean");
        declare("custom.favourite_colour", "text");
        declare("app--1234--loyalty.points", "number");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "shopify-pastes.txt", delimiter = '|', quoteCharacter = '"')
    void shouldReadAndCompileWhatMerchantsPaste(String paste, String canonical) {
        String expected = canonical == null ? paste : canonical;
        assertEquals(expected, RuleText.format(RuleParser.parse(paste)));
        shop.segment("pasted", paste);
        shop.segment("canonical", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "predicted_spend_tier = 'HIGH'|1|'predicted_spend_tier'|field|field.predicted_spend_tier",
                "amount_spent > 1 AND rfm_group = 'CHAMPIONS'|22|'rfm_group'|field|field.rfm_group",
                "companies IS NOT NULL|1|'companies'|field|field.companies",
                "created_by_app_id = 129785|1|'created_by_app_id'|field|field.created_by_app_id",
                "Product_Subscription_Status = 'SUBSCRIBED'|1|'product_subscription_status'|field|subscriptions",
                "store_credit_accounts MATCHES (balance > 0)|1|'store_credit_accounts'|function|store credit",
                "store_credit_accounts IS NOT NULL|1|'store_credit_accounts'|field|store credit",
            })
    void shouldSayWhatShopifyHasAndThisLanguageDoesNot(
            String paste, int column, String found, String kind, String reason) {
        Outcome outcome = shop.command(Commands.createSegment(shop.id, "refused", paste));
        assertEquals(Outcome.Kind.BAD_RULE, outcome.kind());
        String start = "line 1, column " + column + ": found " + found + ", expected a " + kind + " of this language (";
        assertTrue(outcome.reason().startsWith(start), outcome.reason());
        assertTrue(outcome.reason().contains(reason), outcome.reason());
    }

    @Test
    void shouldMeanTheSameInTheOlderAndTheNewerSpelling() {
        String[][] spellings = {
            {
                "products_purchased(id: (1, 2), date: >= -12m) = true",
                "products_purchased MATCHES (date >= -12m, id IN ('1', '2'))"
            },
            {"products_purchased(tag: 'Sale') = false", "products_purchased NOT MATCHES (tag = 'sale')"},
            {
                "shopify_email.opened(activity_id: 52, count_at_least: 2) = true",
                "email.opened MATCHES (campaign = '52', count >= 2)"
            },
            {"orders_placed(amount: >= 100) != false", "orders_placed MATCHES (amount >= 100)"},
            {"storefront_event.product_viewed(id: 1) = true", "storefront.product_viewed MATCHES (id = '1')"},
            {"anniversary('metafields.facts.birth_date') = today", "anniversary(metafields.facts.birth_date) = today"},
        };
        fill();
        for (String[] spelling : spellings) {
            shop.segment(spelling[0], spelling[0]);
            shop.segment(spelling[1], spelling[1]);
            Set<String> members = shop.members(spelling[0]);
            assertEquals(members, shop.members(spelling[1]), spelling[0]);
            assertTrue(members.contains("ana") != members.contains("bob"), () -> spelling[0] + " tells nobody apart");
        }
    }

    @Test
    void shouldCompareListsWithoutRegardToCaseAndStatusWordsWithIt() {
        shop.segment("tag", "customer_tags CONTAINS 'VIP'");
        shop.segment("country", "customer_countries CONTAINS 'us'");
        shop.segment("status", "email_subscription_status = 'SUBSCRIBED'");
        shop.segment("small", "email_subscription_status = 'subscribed'");
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .text(Tag.EMAIL_SUBSCRIPTION_STATUS, "SUBSCRIBED")
                        .texts(Tag.TAGS, List.of("vip"))
                        .texts(Tag.COUNTRIES, List.of("US")));
        assertEquals(Set.of("ana"), shop.members("tag"));
        assertEquals(Set.of("ana"), shop.members("country"));
        assertEquals(Set.of("ana"), shop.members("status"));
        assertEquals(Set.of(), shop.members("small"));
    }

    private void fill() {
        shop.customer("bob");
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "ana")
                        .name(Tag.FIELD, "facts.birth_date")
                        .text(Tag.FIELD, "1990-06-01"));
        shop.record(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, "o-1")
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, 140 * Decimals.ONE)
                        .none(Tag.ITEM)
                        .text(Tag.PRODUCT, "2")
                        .texts(Tag.ITEM_TAGS, List.of("SALE")));
        for (int i = 0; i < 2; i++) {
            event("email.opened", "campaign", "52");
        }
        event("storefront.product_viewed", "product", "1");
    }

    private void event(String name, String property, String value) {
        shop.record(
                CommandKind.EVENT,
                writer -> writer.text(Tag.NAME, name)
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .name(Tag.PROPERTY, property)
                        .text(Tag.PROPERTY, value));
    }

    private void declare(String path, String type) {
        assertTrue(shop.command(Commands.declareField(shop.id, path, type)).accepted());
    }
}
