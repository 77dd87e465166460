package io.muster.server.generate;

/** Writes checkouts and orders, and what becomes of them. */
final class OrderJson {
    private final Catalogue catalogue;
    private final byte[] currency;

    OrderJson(Catalogue catalogue, String currency) {
        this.catalogue = catalogue;
        this.currency = Json.text(",'currency':'" + currency + "'");
    }

    void writeCheckout(RecordBuffer target, Basket basket, int customer, int number, long epochSecond) {
        begin(target, Json.CHECKOUT_STARTED, customer, number, epochSecond);
        target.put(Json.TOTAL).putCents(basket.totalCents).put('"').put(currency);
        writeItems(target, basket, true);
        end(target);
    }

    void writeCompletion(RecordBuffer target, int customer, int number, long epochSecond) {
        begin(target, Json.CHECKOUT_COMPLETED, customer, number, epochSecond);
        writeId(target.put(Json.ORDER), customer, number);
        end(target.put('"'));
    }

    void writeOrder(
            RecordBuffer target,
            Basket basket,
            byte[] status,
            boolean checkout,
            int customer,
            int number,
            long epochSecond) {
        begin(target, Json.ORDER_PLACED, customer, number, epochSecond);
        target.put(status).put(Json.TOTAL).putCents(basket.totalCents).put('"').put(currency);
        if (basket.discountPercent > 0) {
            target.put(Json.DISCOUNT_CODE).putNumber(basket.discountPercent).put('"');
        }
        if (checkout) {
            writeId(target.put(Json.CHECKOUT), customer, number);
            target.put('"');
        }
        writeItems(target, basket, false);
        end(target);
    }

    void writeStatus(RecordBuffer target, byte[] status, int customer, int number, long epochSecond) {
        begin(target, Json.ORDER_STATUS, customer, number, epochSecond);
        end(target.put(status));
    }

    void writeRefund(RecordBuffer target, long cents, int customer, int number, long epochSecond) {
        begin(target, Json.ORDER_REFUNDED, customer, number, epochSecond);
        writeId(target.put(Json.REFUND_ID), customer, number);
        end(target.put('"').put(Json.AMOUNT).putCents(cents).put('"'));
    }

    private static void begin(RecordBuffer target, byte[] start, int customer, int number, long epochSecond) {
        writeId(target.put(start), customer, number);
        target.put('"').put(Json.OF_CUSTOMER).putNumber(customer + 1L);
        target.put(Json.TIME).putInstant(epochSecond).put('"');
    }

    private static void end(RecordBuffer target) {
        target.put('}').put('\n');
    }

    private static void writeId(RecordBuffer target, int customer, int number) {
        target.putNumber(customer + 1L).put('-').putNumber(number);
    }

    private void writeItems(RecordBuffer target, Basket basket, boolean brief) {
        target.put(Json.ITEMS);
        for (int line = 0; line < basket.lines; line++) {
            Product product = catalogue.product(basket.products[line]);
            if (line > 0) {
                target.put(',');
            }
            target.put(brief ? product.briefLine() : product.line());
            target.putNumber(basket.quantities[line]).put(product.lineEnd());
        }
        target.put(']');
    }
}
