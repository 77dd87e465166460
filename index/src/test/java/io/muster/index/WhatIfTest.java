package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RecordEffect.CustomerEffect;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WhatIfTest {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @BeforeEach
    void deleteReadyMadeSegments() {
        for (SegmentEntry entry : List.copyOf(shop.view().segments().entries())) {
            shop.command(Commands.deleteSegment(shop.id, entry.id()));
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldTellWhatAnUnknownCustomerWouldEnterAndNotMakeThatCustomer() {
        shop.segment("buyers", "number_of_orders >= 1");
        shop.segment("never clicked", "email.clicked NOT MATCHES");
        shop.segment("non-buyers", "number_of_orders = 0");
        RecordEffect effect = shop.whatIf(CommandKind.ORDER_PLACED, order("o-1", "ana", 10));
        assertEquals(
                new RecordEffect(
                        null, List.of(new CustomerEffect("ana", List.of("buyers", "never clicked"), List.of()))),
                effect);
        assertEquals(0, shop.view().ordinals());
    }

    @Test
    void shouldTellOfTheCustomerWhoWouldLoseAnOrder() {
        shop.segment("buyers", "number_of_orders >= 1");
        shop.record(CommandKind.ORDER_PLACED, order("o-1", "ana", 10));
        shop.customer("bob");
        assertEquals(
                List.of(
                        new CustomerEffect("bob", List.of("buyers"), List.of()),
                        new CustomerEffect("ana", List.of(), List.of("buyers"))),
                shop.whatIf(CommandKind.ORDER_PLACED, order("o-1", "bob", 10)).customers());
        assertTrue(shop.isMember("buyers", "ana"));
    }

    @Test
    void shouldNameTheCustomerEvenWhereNothingChanges() {
        shop.customer("ana");
        assertEquals(
                new RecordEffect(null, List.of(new CustomerEffect("ana", List.of(), List.of()))),
                shop.whatIf(
                        CommandKind.CUSTOMER,
                        writer -> writer.text(Tag.CUSTOMER, "ana")
                                .text(Tag.GENDER, "female")
                                .text(Tag.EMAIL, "ana@example.com")));
        assertNull(shop.engine.customer(shop.id, "ana@example.com"));
        assertEquals(new RecordEffect(null, List.of()), shop.whatIf(CommandKind.ORDER_STATUS, status("o-9", "paid")));
    }

    @Test
    void shouldKnowStatusesRefundsAndCompletionsThatWaitForWhatTheyAreAbout() {
        shop.segment("buyers", "number_of_orders >= 1");
        shop.segment("for ten or more", "orders_placed MATCHES (amount >= 10, status = 'pending')");
        shop.segment("abandoned", "checkouts_abandoned MATCHES");
        shop.record(CommandKind.ORDER_STATUS, status("o-1", "cancelled"));
        shop.record(CommandKind.ORDER_STATUS, status("o-2", "pending"));
        shop.record(
                CommandKind.ORDER_REFUNDED,
                writer -> writer.text(Tag.ORDER, "o-2")
                        .text(Tag.ID, "r-1")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.AMOUNT, Decimals.ONE));
        shop.record(
                CommandKind.CHECKOUT_COMPLETED,
                writer -> writer.text(Tag.ID, "k-1").instant(Tag.TIME, shop.engine.nowMillis()));
        assertEffect(List.of(), CommandKind.ORDER_PLACED, order("o-1", "ana", 10));
        assertEffect(List.of("buyers"), CommandKind.ORDER_PLACED, order("o-2", "ana", 10));
        assertEffect(List.of("buyers", "for ten or more"), CommandKind.ORDER_PLACED, order("o-2", "ana", 11));
        assertEffect(List.of(), CommandKind.CHECKOUT_STARTED, checkout("k-1"));
        assertEffect(List.of("abandoned"), CommandKind.CHECKOUT_STARTED, checkout("k-2"));
    }

    @Test
    void shouldSayWhyARecordWouldBeRefused() {
        shop.record(
                CommandKind.CUSTOMER,
                writer ->
                        writer.text(Tag.CUSTOMER, "ana").name(Tag.FIELD, "plan").text(Tag.FIELD, "gold"));
        assertEquals(
                "fields.plan: found true or false, expected text (the field's type since it was first seen)",
                shop.whatIf(
                                CommandKind.CUSTOMER,
                                writer -> writer.text(Tag.CUSTOMER, "bob")
                                        .name(Tag.FIELD, "plan")
                                        .bool(Tag.FIELD, true))
                        .refusal());
        assertEquals(
                "currency: found USD, expected EUR (the workspace's currency)",
                shop.whatIf(
                                CommandKind.ORDER_PLACED,
                                writer -> order("o-1", "ana", 1).apply(writer).text(Tag.CURRENCY, "USD"))
                        .refusal());
        assertEquals(
                "record: found kind 6, expected one of a record",
                shop.whatIf(CommandKind.DELETE_SEGMENT, writer -> writer).refusal());
        assertNull(shop.engine.whatIf(99, new UnsafeBuffer(new byte[8]), 0, 8));
    }

    @Test
    void shouldTellThatADeletedCustomerWouldLeaveEverything() {
        shop.segment("anybody", "number_of_orders >= 0");
        shop.segment("not vip", "tags NOT CONTAINS 'vip'");
        shop.customer("ana");
        assertEquals(
                List.of(new CustomerEffect("ana", List.of(), List.of("anybody", "not vip"))),
                shop.whatIf(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "ana"))
                        .customers());
        assertTrue(shop.isMember("anybody", "ana"));
    }

    @Test
    void shouldFollowSegmentsThatReferToOthers() {
        shop.segment("buyers", "number_of_orders >= 1");
        shop.segment("not buyers", "SEGMENT NOT IN ('buyers')");
        shop.segment("neither", "NOT (SEGMENT = 'buyers' OR SEGMENT = 'not buyers')");
        int first = shop.view().segments().byName("buyers").id();
        shop.segment("big spenders", "amount_spent > 100");
        shop.command(Commands.updateSegment(shop.id, first, null, "SEGMENT = 'big spenders'"));
        shop.customer("ana");
        assertEquals(
                List.of(new CustomerEffect("ana", List.of("buyers", "big spenders"), List.of("not buyers"))),
                shop.whatIf(CommandKind.ORDER_PLACED, order("o-1", "ana", 101)).customers());
    }

    @Test
    void shouldTakeAsLongForManyCustomersAsForFew() {
        shop.segment("buyers", "number_of_orders >= 1 AND last_order_date >= now - 30d");
        long fewNs = fastest("c-0");
        for (int i = 0; i < 20_000; i++) {
            shop.record(CommandKind.ORDER_PLACED, order("o-" + i, "c-" + i, i));
        }
        long manyNs = fastest("c-1");
        assertTrue(manyNs < 20 * fewNs, "few: " + fewNs + " ns, many: " + manyNs + " ns");
    }

    private long fastest(String customer) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            shop.whatIf(CommandKind.ORDER_PLACED, order("o-x", customer, 1));
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    private void assertEffect(List<String> entered, int kind, UnaryOperator<CommandWriter> record) {
        assertEquals(
                List.of(new CustomerEffect("ana", entered, List.of())),
                shop.whatIf(kind, record).customers());
    }

    private UnaryOperator<CommandWriter> order(String order, String customer, int total) {
        return writer -> writer.text(Tag.ID, order)
                .text(Tag.CUSTOMER, customer)
                .instant(Tag.TIME, shop.engine.nowMillis())
                .decimal(Tag.TOTAL, total * Decimals.ONE);
    }

    private UnaryOperator<CommandWriter> status(String order, String status) {
        return writer -> writer.text(Tag.ORDER, order)
                .instant(Tag.TIME, shop.engine.nowMillis())
                .text(Tag.STATUS, status);
    }

    private UnaryOperator<CommandWriter> checkout(String checkout) {
        return writer -> writer.text(Tag.ID, checkout)
                .text(Tag.CUSTOMER, "ana")
                .instant(Tag.TIME, shop.engine.nowMillis() - 2 * HOUR_MILLIS)
                .decimal(Tag.TOTAL, Decimals.ONE);
    }
}
