package io.muster.bench.engine;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.Pace;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine with one workspace: customers with some orders each in the last four months, the ready-made segments and a
 * segment for each rule given. One thread.
 */
public final class EngineShop implements AutoCloseable {
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long MONTH_MILLIS = 30L * 24 * 3_600_000;
    private static final int ID_LENGTH = 10;

    private final int customers;
    private final Outcome outcome = new Outcome();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
    private final CommandWriter writer = new CommandWriter(command);
    private final Random random = new Random(7);
    private final CountedChanges changes = new CountedChanges();
    private final Engine engine;
    private final int workspaceId;
    private final UnsafeBuffer ids;
    private final WorkspaceView view;
    private final SegmentEntry segment;
    private int orders;

    /** Fills the engine. */
    public EngineShop(int customers, int ordersEach, List<String> rules) {
        this.customers = customers;
        engine = new Engine(new EngineOptions(0, customers, changes, Pace.USUAL));
        apply(Commands.advance(START_MILLIS));
        apply(Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
        workspaceId = outcome.id();
        for (int i = 0; i < rules.size(); i++) {
            apply(Commands.createSegment(workspaceId, "s" + i, rules.get(i)));
        }
        ids = new UnsafeBuffer(new byte[customers * ID_LENGTH]);
        for (int customer = 0; customer < customers; customer++) {
            ids.putStringWithoutLengthAscii(customer * ID_LENGTH, String.format(Locale.ROOT, "c-%08d", customer));
        }
        for (int round = 0; round < ordersEach; round++) {
            for (int customer = 0; customer < customers; customer++) {
                order(customer, START_MILLIS - random.nextLong(4 * MONTH_MILLIS));
            }
        }
        view = engine.workspace(workspaceId);
        segment = view.segments().byName("Recent buyers (30 days)");
    }

    /** Frees the stores. */
    @Override
    public void close() {
        engine.close();
    }

    /** The road of a look-up without the wire: a random customer's id to ordinal to bit. */
    public boolean isRandomCustomerRecent() {
        int ordinal = view.ordinal(ids, random.nextInt(customers) * ID_LENGTH, ID_LENGTH);
        return view.isMember(ordinal, segment);
    }

    /** A new order, now, of a customer drawn at random; returns the sequence. */
    public long orderOfRandomCustomer() {
        order(random.nextInt(customers), engine.nowMillis());
        return engine.sequence();
    }

    /** Lets that much time pass, all that it brings included. */
    public void pass(long millis) {
        writer.begin(0, CommandKind.ADVANCE, 0).instant(Tag.TIME, engine.nowMillis() + millis);
        engine.apply(command, 0, writer.length(), outcome);
        finish();
    }

    /** When time next changes something: so many milliseconds from now. */
    public long untilNextDueMillis() {
        return engine.nextDueMillis() - engine.nowMillis();
    }

    /** How often a customer entered or left a segment since this was made. */
    public long changes() {
        return changes.count();
    }

    private void order(int customer, long timeMillis) {
        writer.begin(0, CommandKind.ORDER_PLACED, workspaceId)
                .text(Tag.CUSTOMER, ids, customer * ID_LENGTH, ID_LENGTH)
                .instant(Tag.TIME, timeMillis)
                .decimal(Tag.TOTAL, 20 * Decimals.ONE)
                .text(Tag.ID, "o-" + orders++);
        engine.apply(command, 0, writer.length(), outcome);
    }

    private void apply(byte[] bytes) {
        engine.apply(new UnsafeBuffer(bytes), 0, bytes.length, outcome);
        finish();
    }

    private void finish() {
        while (engine.hasWork()) {
            byte[] step = Commands.step();
            engine.apply(new UnsafeBuffer(step), 0, step.length, outcome);
        }
    }
}
