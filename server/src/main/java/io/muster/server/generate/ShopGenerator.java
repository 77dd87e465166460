package io.muster.server.generate;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A shop's records in the order of their times, from its opening until now. The same options give the same bytes, on
 * any machine.
 *
 * <p>Needs some fifteen bytes of heap for each customer, whatever the number of records. One thread.
 *
 * <p>{@snippet : ShopGenerator shop = new ShopGenerator(ShopOptions.of(200_000, 2.5, 7, Instant.now())); RecordBuffer
 * batch = new RecordBuffer(256 * 1024); while (shop.next(batch, 256 * 1024) > 0) { send(batch.bytes(), batch.length());
 * } }
 */
public final class ShopGenerator {
    private static final int SAMPLE_CUSTOMERS = 2_000;
    private static final int BATCH_BYTES = 256 * 1024;

    private final Timeline timeline;
    private final Agenda agenda;
    private final ShopLife life;
    private final EntryWriter writer;

    private int day = -1;
    private long[] today = {};
    private int position;
    private long records;

    public ShopGenerator(ShopOptions options) {
        Dice dice = new Dice(options.seed());
        timeline = new Timeline(options);
        agenda = new Agenda(timeline);
        Catalogue catalogue = new Catalogue(options.customers(), dice);
        Traits traits = new Traits(dice, catalogue.categories());
        Campaigns campaigns = new Campaigns(timeline);
        life = new ShopLife(options, timeline, campaigns, agenda, traits, dice);
        writer = new EntryWriter(options, timeline, catalogue, traits, campaigns, dice);
    }

    /** The id of a customer, numbered from 0 in the order of their registration days. */
    public static String customerId(int customer) {
        return "c-" + (customer + 1);
    }

    /**
     * Replaces what is in the buffer by the next records: whole lines, {@code targetBytes} and at most one line more,
     * or less at the end.
     *
     * @return how many records; 0 when there are no more
     */
    public int next(RecordBuffer target, int targetBytes) {
        target.clear();
        long before = records;
        while (target.length() < targetBytes && advance()) {
            records += writer.write(target, day, today[position++]);
        }
        return (int) (records - before);
    }

    /** Writes all that is left; does not close the stream. */
    public void writeTo(OutputStream stream) throws IOException {
        RecordBuffer batch = new RecordBuffer(2 * BATCH_BYTES);
        while (next(batch, BATCH_BYTES) > 0) {
            stream.write(batch.bytes(), 0, batch.length());
        }
        stream.flush();
    }

    /** How many records have been given out. */
    public long records() {
        return records;
    }

    /**
     * About how many records such a shop has in all, judged by a smaller one: within a few in a hundred. Takes some
     * tens of milliseconds.
     */
    public static long estimateRecords(ShopOptions options) {
        int customers = Math.min(options.customers(), SAMPLE_CUSTOMERS);
        ShopGenerator sample = new ShopGenerator(options.withCustomers(customers));
        RecordBuffer batch = new RecordBuffer(2 * BATCH_BYTES);
        long count = 0;
        for (int more = sample.next(batch, BATCH_BYTES); more > 0; more = sample.next(batch, BATCH_BYTES)) {
            count += more;
        }
        return Math.round((double) count / customers * options.customers());
    }

    private boolean advance() {
        while (day < 0 || position >= agenda.size(day)) {
            if (day >= 0) {
                agenda.drop(day);
            }
            if (day + 1 >= timeline.days()) {
                return false;
            }
            day++;
            life.live(day);
            today = agenda.sorted(day);
            position = 0;
        }
        return true;
    }
}
