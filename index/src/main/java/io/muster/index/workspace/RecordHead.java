package io.muster.index.workspace;

import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The fields of an order, checkout or event record that stand before its lines and properties. Reused; one thread. */
final class RecordHead {
    final UnsafeBuffer customer = new UnsafeBuffer(0, 0);
    final UnsafeBuffer id = new UnsafeBuffer(0, 0);
    final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    final UnsafeBuffer order = new UnsafeBuffer(0, 0);
    final UnsafeBuffer checkout = new UnsafeBuffer(0, 0);
    final UnsafeBuffer status = new UnsafeBuffer(0, 0);
    final UnsafeBuffer currency = new UnsafeBuffer(0, 0);
    long timeMillis;
    long totalMillionths;
    long amountMillionths;
    private final UnsafeBuffer[] texts = {customer, id, name, order, checkout, status, currency};
    private final DirectBuffer nothing = new UnsafeBuffer(new byte[0]);

    /** Reads the command; a field that it does not have is of length 0, or 0. */
    void read(CommandReader command) {
        for (UnsafeBuffer text : texts) {
            text.wrap(nothing);
        }
        timeMillis = 0;
        totalMillionths = 0;
        amountMillionths = 0;
        command.rewind();
        while (command.next() && command.tag() != Tag.ITEM) {
            readField(command);
        }
    }

    private void readField(CommandReader command) {
        if (command.isNull()) {
            return;
        }
        switch (command.tag()) {
            case Tag.CUSTOMER -> wrap(customer, command);
            case Tag.ID -> wrap(id, command);
            case Tag.NAME -> wrap(name, command);
            case Tag.ORDER -> wrap(order, command);
            case Tag.CHECKOUT -> wrap(checkout, command);
            case Tag.STATUS -> wrap(status, command);
            case Tag.CURRENCY -> wrap(currency, command);
            case Tag.TIME -> timeMillis = command.number();
            case Tag.TOTAL -> totalMillionths = command.number();
            case Tag.AMOUNT -> amountMillionths = command.number();
            default -> {
                // Kept in the record's detail.
            }
        }
    }

    static String text(DirectBuffer field) {
        return field.getStringWithoutLengthUtf8(0, field.capacity());
    }

    private static void wrap(UnsafeBuffer target, CommandReader command) {
        target.wrap(command.buffer(), command.valueOffset(), command.valueLength());
    }
}
