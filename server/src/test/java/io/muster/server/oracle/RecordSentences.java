package io.muster.server.oracle;

import org.junit.jupiter.api.Test;

/** What becomes of records: orders taken back and replaced, profiles, checkouts, messages, custom fields. */
abstract class RecordSentences extends RuleSentences {
    @Test
    void shouldCountAnOrderAgainWhenItIsNoLongerCancelled() {
        start();
        take(order("o-1", "ana", "2026-01-01T12:00:00Z", "10"), order("o-2", "ana", "2026-02-01T11:00:00Z", "30"));
        in(
                "number_of_orders = 2 AND amount_spent = 40 AND average_order_amount = 20 AND last_order_amount = 30",
                "ana");
        take(status("o-2", "ana", "2026-02-01T11:30:00Z", "cancelled"));
        in("number_of_orders = 2 AND amount_spent = 40 AND average_order_amount = 20 AND last_order_amount = 30");
        in("number_of_orders = 1 AND amount_spent = 10 AND last_order_amount = 10", "ana");
        in("last_order_date = 2026-01-01", "ana");
        in("last_order_date >= now - 1d");
        in("last_order_status = 'cancelled'", "ana");
        take(status("o-2", "ana", "2026-02-01T11:40:00Z", "paid"));
        in("last_order_date >= now - 1d", "ana");
        in("last_order_status = 'paid'", "ana");
        take(status("o-2", "ana", "2026-02-01T11:20:00Z", "voided"));
        in("last_order_status = 'paid'", "ana");
    }

    @Test
    void shouldTakeACancellationThatComesBeforeItsOrderOrAfterTheWindow() {
        start();
        take(status("o-1", "ana", "2026-02-01T11:30:00Z", "cancelled"));
        in("number_of_orders = 0", "ana");
        take(order("o-1", "ana", "2026-02-01T11:00:00Z", "10"));
        in("number_of_orders = 0", "ana");
        in("last_order_date IS NULL", "ana");
        in("average_order_amount IS NOT NULL");
        take(order("o-2", "ben", "2026-01-31T11:00:00Z", "10"));
        in("last_order_date >= now - 30d", "ben");
        at("2026-04-01T00:00:00Z");
        in("last_order_date >= now - 30d");
        in("number_of_orders >= 1 AND NOT last_order_date >= now - 30d", "ben");
        take(status("o-2", "ben", "2026-03-31T00:00:00Z", "cancelled"));
        in("number_of_orders >= 1 AND NOT last_order_date >= now - 30d");
        in("last_order_date >= now - 30d");
        in("NOT last_order_date >= now - 30d", "ana", "ben");
    }

    @Test
    void shouldTakeLateOrdersAtTheirOwnTime() {
        start();
        in("last_order_date >= now - 30d");
        take(order("o-2", "ana", "2026-01-10T00:00:00Z", "5"), order("o-1", "ana", "2025-12-01T00:00:00Z", "7"));
        in("first_order_date = 2025-12-01 AND last_order_date = 2026-01-10 AND last_order_amount = 5", "ana");
        in("last_order_date >= now - 30d", "ana");
        take(order("o-3", "ben", "2025-12-31T00:00:00Z", "5"));
        in("last_order_date >= now - 30d", "ana");
        in("last_order_date >= now - 90d", "ana", "ben");
    }

    @Test
    void shouldLowerAmountsByRefunds() {
        start();
        take(refund("o-1", "ana", "0.01"), order("o-1", "ana", "2026-02-01T10:00:00Z", "100.00"));
        in("amount_spent >= 100");
        in("amount_spent = 99.99 AND last_order_amount = 99.99 AND average_order_amount = 99.99", "ana");
        take(refund("o-1", "ana", "0.01"));
        in("revenue = 99.98", "ana");
        take(status("o-1", "ana", "2026-02-01T11:00:00Z", "voided"));
        in("amount_spent = 0", "ana");
    }

    @Test
    void shouldCompareAveragesExactly() {
        start();
        take(
                order("o-1", "ana", "2026-02-01T10:00:00Z", "0.03"),
                order("o-2", "ana", "2026-02-01T10:00:00Z", "0.03"),
                order("o-3", "ana", "2026-02-01T10:00:00Z", "0.04"));
        in("average_order_amount > 0.033333", "ana");
        in("average_order_amount < 0.033334", "ana");
        in("average_order_amount = 0.033333");
        in("last_order_amount = 0.04", "ana");
    }

    @Test
    void shouldReplaceAnOrderOfTheSameId() {
        start();
        String first = order("o-1", "ana", "2026-02-01T10:00:00Z", "10");
        take(first, first);
        in("number_of_orders = 1 AND amount_spent = 10", "ana");
        take(order("o-1", "ana", "2025-02-01T10:00:00Z", "20"));
        in("number_of_orders = 1 AND amount_spent = 20 AND last_order_date = 2025-02-01", "ana");
        take(order("o-1", "ben", "2026-02-01T10:00:00Z", "30"));
        in("number_of_orders = 0 AND last_order_date IS NULL", "ana");
        in("amount_spent = 30", "ben");
    }

    @Test
    void shouldTakeTheOrderWithTheGreaterIdAsTheNewerOfEquals() {
        start();
        take(
                order("o-9", "ana", "2026-02-01T10:00:00Z", "9"),
                order("o-10", "ana", "2026-02-01T10:00:00Z", "10"),
                order("z", "ben", "2026-02-01T10:00:00Z", "1"),
                order("ж", "ben", "2026-02-01T10:00:00Z", "2"));
        in("last_order_amount = 9", "ana");
        in("last_order_amount = 2", "ben");
    }

    @Test
    void shouldHoldMissingValuesFalseAndTheirNegationsTrue() {
        start();
        take(
                "{'type':'customer','id':'ana','country':['DE','mk'],'gender':'female','accepts_marketing':true}",
                "{'type':'customer','id':'ben'}");
        in("customer_countries CONTAINS 'de'", "ana");
        in("customer_countries NOT CONTAINS 'FR'", "ana", "ben");
        in("customer_countries CONTAINS ALL ('de', 'MK')", "ana");
        in("customer_countries CONTAINS ANY ('fr', 'MK')", "ana");
        in("customer_countries CONTAINS NONE ('de')", "ben");
        in("country IN ('fr', 'DE')", "ana");
        in("country != 'DE'", "ben");
        in("gender != 'female'", "ben");
        in("gender = 'FEMALE'");
        in("gender NOT IN ('male')", "ana", "ben");
        in("accepts_marketing = false");
        in("accepts_marketing != true", "ben");
        in("last_order_date < -90d");
        in("NOT last_order_date < -90d", "ana", "ben");
        in("last_order_date NOT BETWEEN -90d AND today", "ana", "ben");
        in("number_of_orders = 0 AND amount_spent = 0", "ana", "ben");
        in("average_order_amount = 0");
        in("customer_countries IS NULL", "ben");
        in("NOT (gender = 'female' OR country = 'DE') AND NOT gender = 'male'", "ben");
    }

    @Test
    void shouldReplaceGivenFieldsClearNullOnesAndKeepAbsentOnes() {
        start();
        take("{'type':'customer','id':'ana','language':'mk','gender':'female','tags':['VIP','new'],"
                + "'email':'a@Example.COM'}");
        take("{'type':'customer','id':'ana','language':null,'add_tags':['Summer']}");
        in("customer_language IS NULL AND gender = 'female'", "ana");
        in("tags CONTAINS ALL ('vip', 'NEW', 'summer')", "ana");
        in("customer_email_domain = 'example.com'", "ana");
        take("{'type':'customer','id':'ana','remove_tags':['vip'],'email':null}");
        in("tags CONTAINS 'VIP'");
        in("customer_tags CONTAINS 'new' AND customer_email_domain IS NULL", "ana");
        take("{'type':'customer','id':'ana','tags':['only']}");
        in("tags CONTAINS 'new'");
        take("{'type':'customer','id':'ana','remove_tags':['only']}");
        in("tags IS NULL", "ana");
    }

    @Test
    void shouldForgetADeletedCustomer() {
        start();
        take(order("o-1", "ana", "2026-02-01T10:00:00Z", "10"), "{'type':'customer','id':'ana','gender':'female'}");
        in("number_of_orders = 1", "ana");
        in("NOT gender = 'male'", "ana");
        take("{'type':'customer_deleted','id':'ana'}");
        in("number_of_orders = 1");
        in("NOT gender = 'male'");
        take("{'type':'customer_deleted','id':'nobody'}");
        in("number_of_orders = 0");
        take("{'type':'email_opened','customer':'ana','time':'2026-02-01T11:00:00Z'}");
        in("number_of_orders = 0 AND gender IS NULL AND last_engaged_date >= now - 1d", "ana");
        at("2026-04-01T10:00:00Z");
        in("last_engaged_date >= now - 1d");
    }

    @Test
    void shouldCallACheckoutAbandonedAfterAnHourUntilItIsCompleted() {
        start();
        take(
                "{'type':'checkout_started','id':'k-1','customer':'ana','time':'2026-02-01T12:00:00Z','total':'80'}",
                "{'type':'checkout_started','id':'k-2','customer':'ben','time':'2026-02-01T12:00:00Z','total':'80'}",
                "{'type':'checkout_started','id':'k-3','customer':'cid','time':'2026-02-01T12:00:00Z','total':'80'}");
        String rule = "abandoned_checkout_date >= now - 14d";
        in(rule);
        at("2026-02-01T12:59:59.999Z");
        in(rule);
        take("{'type':'checkout_completed','id':'k-2','customer':'ben','time':'2026-02-01T12:59:00Z'}");
        at("2026-02-01T13:00:00Z");
        in(rule, "ana", "cid");
        in("abandoned_checkout_date IS NULL", "ben");
        take(order("o-1", "cid", "2026-02-01T12:30:00Z", "80").replace("}", ",'checkout':'k-3'}"));
        in(rule, "ana");
        at("2026-02-15T12:00:00Z");
        in(rule, "ana");
        at("2026-02-15T12:00:00.001Z");
        in(rule);
        in("abandoned_checkout_date = 2026-02-01", "ana");
        take("{'type':'checkout_completed','id':'k-1','customer':'ana','time':'2026-02-10T12:00:00Z'}");
        in("abandoned_checkout_date = 2026-02-01");
    }

    @Test
    void shouldTakeACompletionThatComesBeforeItsCheckout() {
        start();
        take(
                "{'type':'checkout_completed','id':'k-1','customer':'ana','time':'2026-02-01T11:00:00Z'}",
                "{'type':'checkout_started','id':'k-1','customer':'ana','time':'2026-02-01T09:00:00Z','total':'80'}",
                "{'type':'checkout_started','id':'k-0','customer':'ana','time':'2026-01-20T09:00:00Z','total':'80'}");
        in("abandoned_checkout_date = today");
        in("abandoned_checkout_date = 2026-01-20", "ana");
    }

    @Test
    void shouldKeepTheNewestMessageEventAndReplaceTheSameId() {
        start();
        take(
                "{'type':'email_opened','id':'e-1','customer':'ana','time':'2026-01-31T12:00:00Z'}",
                "{'type':'email_opened','id':'e-2','customer':'ana','time':'2026-01-01T12:00:00Z'}",
                "{'type':'email_clicked','id':'e-1','customer':'ana','time':'2026-02-01T11:00:00Z'}");
        in(
                "last_email_opened_date = yesterday AND last_email_clicked_date = today AND last_engaged_date = today",
                "ana");
        take("{'type':'email_opened','id':'e-1','customer':'ana','time':'2025-12-01T12:00:00Z'}");
        in("last_email_opened_date = 2026-01-01", "ana");
        in("last_engaged_date = today", "ana");
    }

    @Test
    void shouldKeepUpSubscriptionsByEventsNewerThanWhatWasSaid() {
        start();
        take("{'type':'email_unsubscribed','customer':'ana','time':'2026-01-31T12:00:00Z'}");
        in("email_subscription_status = 'unsubscribed'", "ana");
        take("{'type':'email_subscribed','customer':'ana','time':'2026-01-30T12:00:00Z'}");
        in("email_subscription_status = 'unsubscribed'", "ana");
        take("{'type':'customer','id':'ana','email_subscription_status':'pending',"
                + "'sms_subscription_status':'subscribed'}");
        in("email_subscription_status = 'pending'", "ana");
        take("{'type':'email_subscribed','customer':'ana','time':'2026-02-01T11:59:59.999Z'}");
        in("email_subscription_status = 'pending'", "ana");
        take("{'type':'email_subscribed','customer':'ana','time':'2026-02-01T12:00:00Z'}");
        in("email_subscription_status = 'subscribed' AND sms_subscription_status = 'subscribed'", "ana");
    }

    @Test
    void shouldRefuseWhatIsMoreThanFiveMinutesAhead() {
        start();
        take(order("o-1", "ana", "2026-02-01T12:05:00Z", "10"));
        refuse(order("o-2", "ben", "2026-02-01T12:05:00.001Z", "10"));
        in("last_order_date > now", "ana");
        in("last_order_date IS NULL");
        at("2026-02-01T12:05:00Z");
        in("last_order_date > now");
        in("last_order_date = now", "ana");
    }

    @Test
    void shouldTypeCustomFieldsWhenFirstSeen() {
        start("Europe/Skopje", START);
        take(
                "{'type':'customer','id':'ana','fields':{'size':38,'plan':'gold','member':true,"
                        + "'renewal':'2026-02-28','kinds':['A']}}",
                "{'type':'customer','id':'ben','fields':{'size':40.5,'renewal':'2026-03-01T10:00:00Z'}}");
        in("field.size > 38", "ben");
        in("field.size BETWEEN 38 AND 40", "ana");
        in("field.plan = 'gold' AND field.member = true AND field.kinds CONTAINS 'a'", "ana");
        in("field.renewal <= now + 30d", "ana", "ben");
        in("field.renewal = 2026-02-28", "ana");
        in("field.renewal = 2026-02-27T23:00:00Z", "ana");
        refuse("{'type':'customer','id':'ben','gender':'male','fields':{'size':'large'}}");
        in("gender = 'male'");
        take("{'type':'customer','id':'ana','fields':{'size':null}}");
        in("field.size IS NULL", "ana");
    }
}
