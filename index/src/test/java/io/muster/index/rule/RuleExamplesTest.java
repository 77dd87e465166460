package io.muster.index.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the language's description shows and those that merchants bring along from Shopify. */
class RuleExamplesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "last_order_date >= now - 30d AND number_of_orders > 3",
                "customer_countries NOT CONTAINS 'DE'",
                "last_order_date < -90d",
                "id = 2012162031638",
                "anniversary(birthday) = today",
                "anniversary(birthday) BETWEEN today AND +30d",
                "last_order_date = -2d",
                "last_order_date BETWEEN -12m AND today",
                "customer_tags CONTAINS ANY ('a', 'b')",
                "customer_tags NOT CONTAINS ALL ('a', 'b')",
                "customer_tags CONTAINS NONE ('a', 'b')",
                "customer_email_domain STARTS WITH 'gmail'",
                "customer_email_domain NOT ENDS WITH '.mk'",
                "birthday IS NULL",
                "birthday IS NOT NULL",
                "accepts_marketing = true",
                "gender IN ('female', 'male')",
                "gender NOT IN ('female')",
                "amount_spent NOT BETWEEN 100 AND 129.90",
                "SEGMENT IN ('Frequent buyers', 'VIP')",
                "SEGMENT NOT IN ('Lapsed customers')",
                "metafields.facts.Shoe_Size >= 38",
                "field.plan = 'gold'",
                "orders_placed MATCHES (date >= now - 12h, sum_amount >= 200)",
                "email.opened MATCHES (date BETWEEN -90d AND -60d)",
                "products_purchased NOT MATCHES (collection = 'shoes', date >= -1y)",
                "event('quiz_done') MATCHES (score >= 4.5, sum('score') > 10, min('score') > 1, max('score') < 9)",
                "customer_within_distance MATCHES (coordinates = '41.99,21.43', distance_km <= 10)",
                "customer_within_distance MATCHES (city = 'Skopje', country = 'MK', distance_mi < 5)",
                "storefront.product_viewed MATCHES (id IN (1, 2), count = 0)",
                "last_engaged_date BETWEEN now - 90d AND now - 60d",
                "customer_added_date >= now - 30d",
                "NOT last_order_date >= now - 90d",
                "number_of_orders >= 1 AND NOT last_order_date >= now - 90d",
                "last_order_date >= 2026-01-31T10:00:00",
                "last_order_date >= 2026-01-31T10:00:00Z",
                "last_order_date >= now + 15min",
                "last_order_date = +2w OR last_order_date = -3m OR last_order_date = -1y OR last_order_date ="
                        + " yesterday",
                "(gender = 'f' OR gender = 'm') AND NOT (birthday IS NULL AND number_of_orders = 0)",
                "last_order_date >= now - 30d",
                "last_order_date >= now - 90d",
                "NOT last_order_date >= now - 30d",
                "number_of_orders > 3",
                "last_engaged_date >= now - 30d",
                "NOT last_engaged_date >= now - 90d",
                "abandoned_checkout_date >= now - 14d",
                "amount_spent > 129.90",
                "amount_spent < 129.90",
                "amount_spent != 129.90",
                "amount_spent <= 3",
                "customer_tags = 'vip'",
                "customer_tags IN ('vip', 'gold')",
                "customer_tags CONTAINS 'vip'",
                "customer_language NOT STARTS WITH 'mk'",
                "anniversary(metafields.facts.wedding) NOT BETWEEN -7d AND today",
                "email.marked_as_spam MATCHES (campaign = 'spring', count BETWEEN 1 AND 3)",
                "sms.converted NOT MATCHES (activity_id NOT IN ('a', 'b'))",
                "products_purchased MATCHES (tag NOT CONTAINS 'sale', price NOT BETWEEN 1 AND 10, variant != 'v')",
                "checkouts_abandoned MATCHES (product = 'p-9', sum_amount > 100, amount <= 50)",
                "event('quiz_done') MATCHES ()",
                "orders_placed MATCHES (discount_code CONTAINS 'SPRING', average_amount >= 50)"
            })
    void shouldPrintCanonicalRuleAsItWasWritten(String rule) {
        assertEquals(rule, RuleText.format(RuleParser.parse(rule)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "last_order_date >= 7_days_ago|last_order_date >= -7d",
                "last_order_date >= 30_days_ago|last_order_date >= -30d",
                "last_order_date >= 90_days_ago|last_order_date >= -90d",
                "last_order_date >= 12_months_ago|last_order_date >= -12m",
                "last_order_date >= 2_Weeks_Ago OR x < 1_year_ago|last_order_date >= -2w OR x < -1y",
                "orders_placed(date: > -30d, count: 3) = true|orders_placed MATCHES (date > -30d, count = 3)",
                "orders_placed() = true|orders_placed MATCHES ()",
                "orders_placed() = false|orders_placed NOT MATCHES ()",
                "orders_placed() != true|orders_placed NOT MATCHES ()",
                "orders_placed() != false|orders_placed MATCHES ()",
                "shopify_email.opened MATCHES|shopify_email.opened MATCHES ()",
                "shopify_email.opened NOT MATCHES AND a = 1|shopify_email.opened NOT MATCHES () AND a = 1",
                "SEGMENT = 'VIP'|SEGMENT IN ('VIP')",
                "SEGMENT != 'VIP'|SEGMENT NOT IN ('VIP')",
                "anniversary(date) = today|anniversary(date) = today",
                "anniversary(DATE: birthday) = today|anniversary(birthday) = today",
                "anniversary('birthday') = today|anniversary(birthday) = today",
                "last_order_date>=now-30d|last_order_date >= now - 30d",
                "last_order_date>=now -36h|last_order_date >= now - 36h",
                "last_order_date >= now - 2w|last_order_date >= now - 14d",
                "Last_Order_Date BeTwEeN Yesterday aNd TODAY|last_order_date BETWEEN yesterday AND today",
                "a = 1 or b = 2 and not c = 3|a = 1 OR b = 2 AND NOT c = 3",
                "((a = 1))|a = 1",
                "a = 1 AND (b = 2 AND c = 3)|a = 1 AND (b = 2 AND c = 3)",
                "(a = 1 AND b = 2) OR c = 3|a = 1 AND b = 2 OR c = 3",
                "field.shoes.Left = 1|metafields.shoes.Left = 1",
                "a = 'it''s'|a = 'it\\'s'",
                "a = 2026-01-31t10:00+02:00|a = 2026-01-31T08:00:00Z",
                "a = 2026-01-31T10:00:00.250|a = 2026-01-31T10:00:00.25",
            })
    void shouldPrintOtherSpellingsCanonically(String rule, String canonical) {
        assertEquals(canonical, RuleText.format(RuleParser.parse(rule)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "email_subscription_status = 'SUBSCRIBED'|email_subscription_status = 'SUBSCRIBED'",
                "customer_cities CONTAINS 'US-NY-NewYorkCity'|customer_cities CONTAINS 'US-NY-NewYorkCity'",
                "amount_spent BETWEEN 1 AND 999.99|amount_spent BETWEEN 1 AND 999.99",
                "abandoned_checkout_date > -8m|abandoned_checkout_date > -8m",
                "anniversary ('metafields.facts.birth_date') = today|anniversary(metafields.facts.birth_date) = today",
                "anniversary(date: 'metafields.facts.birth_date') BETWEEN today AND +30d"
                        + "|anniversary(metafields.facts.birth_date) BETWEEN today AND +30d",
                "products_purchased(id: '2012162031638') = true|products_purchased MATCHES (id = '2012162031638')",
                "products_purchased(tag: 'Christmas Pajamas') = true"
                        + "|products_purchased MATCHES (tag = 'Christmas Pajamas')",
                "products_purchased(id: (1012132033639, 2012162031638)) = false"
                        + "|products_purchased NOT MATCHES (id IN (1012132033639, 2012162031638))",
                "products_purchased MATCHES (id NOT IN (1012132033639), date BETWEEN -12m AND today)"
                        + "|products_purchased MATCHES (id NOT IN (1012132033639), date BETWEEN -12m AND today)",
                "products_purchased NOT MATCHES ()|products_purchased NOT MATCHES ()",
                "shopify_email.bounced(activity_id: 5240029206, date: BETWEEN -12m AND today) = false"
                        + "|shopify_email.bounced NOT MATCHES (activity_id = 5240029206, date BETWEEN -12m AND today)",
                "customer_within_distance(coordinates: (37.787, -122.4), distance_mi: 6.2) = true"
                        + "|customer_within_distance MATCHES (coordinates IN (37.787, -122.4), distance_mi = 6.2)",
                "customer_tags CONTAINS '\\'VIP\\''|customer_tags CONTAINS '\\'VIP\\''",
                "metafields.app--1234--loyalty.points >= 100|metafields.app--1234--loyalty.points >= 100",
                "storefront.product_viewed MATCHES (id = 1234567890, date > -7d, count >= 2)"
                        + "|storefront.product_viewed MATCHES (id = 1234567890, date > -7d, count >= 2)",
                "email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'US' AND "
                        + "(last_order_date >= 2024-01-01 OR shopify_email.opened(date: -45d) = true)"
                        + "|email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'US' AND "
                        + "(last_order_date >= 2024-01-01 OR shopify_email.opened MATCHES (date = -45d))",
            })
    void shouldReadWhatMerchantsPasteFromShopify(String rule, String canonical) {
        assertEquals(canonical, RuleText.format(RuleParser.parse(rule)));
    }
}
