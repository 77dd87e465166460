package io.muster.server.generate;

/** Writes an entry of the agenda as the record or records that it stands for. */
final class EntryWriter {
    private static final int REFUND_PURPOSE = 9;
    private static final double REFUNDED_WHOLLY = 0.6;

    private final Timeline timeline;
    private final Catalogue catalogue;
    private final Traits traits;
    private final Dice dice;
    private final Basket basket;
    private final CustomerJson customers;
    private final OrderJson orders;
    private final EventJson events;

    EntryWriter(
            ShopOptions options,
            Timeline timeline,
            Catalogue catalogue,
            Traits traits,
            Campaigns campaigns,
            Dice dice) {
        this.timeline = timeline;
        this.catalogue = catalogue;
        this.traits = traits;
        this.dice = dice;
        basket = new Basket(dice, catalogue);
        customers = new CustomerJson(dice, timeline, options.zone());
        orders = new OrderJson(catalogue, options.currency());
        events = new EventJson(campaigns);
    }

    /** How many records that were. */
    int write(RecordBuffer target, int day, long entry) {
        int customer = Entry.customer(entry);
        int number = Entry.number(entry);
        int kind = Entry.kind(entry);
        long time = timeline.epochSecond(day, Entry.second(entry));
        switch (kind) {
            case Entry.REGISTERED -> {
                traits.of(customer);
                customers.writeRegistration(target, traits, customer, day, Entry.second(entry));
            }
            case Entry.PROFILE_CHANGED -> customers.writeTags(target, customer, number);
            case Entry.EMAIL_SENT, Entry.EMAIL_OPENED, Entry.EMAIL_CLICKED ->
                events.writeEmail(target, kind, customer, number, time);
            case Entry.EMAIL_UNSUBSCRIBED -> {
                events.writeEmail(target, kind, customer, number, time);
                customers.writeUnsubscribed(target, customer);
                return 2;
            }
            case Entry.CHECKOUT_COMPLETED -> orders.writeCompletion(target, customer, number, time);
            case Entry.ORDER_PAID -> orders.writeStatus(target, Json.STATUS_PAID, customer, number, time);
            case Entry.ORDER_CANCELLED -> orders.writeStatus(target, Json.STATUS_CANCELLED, customer, number, time);
            default -> writeShopping(target, kind, customer, number, time);
        }
        return 1;
    }

    private void writeShopping(RecordBuffer target, int kind, int customer, int number, long time) {
        traits.of(customer);
        basket.fill(traits, customer, number);
        Product product = catalogue.product(basket.products[(int) (time % basket.lines)]);
        switch (kind) {
            case Entry.PRODUCT_VIEWED -> events.writeView(target, product, customer, time);
            case Entry.CHECKOUT_STARTED -> orders.writeCheckout(target, basket, customer, number, time);
            case Entry.ORDER_REFUNDED ->
                orders.writeRefund(target, refundCents(customer, number), customer, number, time);
            case Entry.REVIEW_WRITTEN ->
                events.writeReview(target, customer, number, 1 + (int) (Math.sqrt(dice.unit()) * 5), product, time);
            default -> {
                boolean later = Fate.of(dice, customer, number) == Fate.PAID_LATER;
                byte[] status = later ? Json.STATUS_PENDING : Json.STATUS_PAID;
                boolean checkout = kind == Entry.ORDER_FROM_CHECKOUT;
                orders.writeOrder(target, basket, status, checkout, customer, number, time);
            }
        }
    }

    private long refundCents(int customer, int number) {
        dice.set(REFUND_PURPOSE, customer, number);
        double part = dice.chance(REFUNDED_WHOLLY) ? 1 : 0.1 + 0.8 * dice.unit();
        return Math.max(1, Math.round(basket.totalCents * part));
    }
}
