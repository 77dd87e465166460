package io.muster.bench.micro;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An engine with one workspace, its customers with one order each, and so many segments. */
@State(Scope.Benchmark)
public class EngineState {
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long MONTH_MILLIS = 30L * 24 * 3_600_000;
    private static final int ID_LENGTH = 10;

    @Param("1000000")
    int customers;

    /** Segments beside the ready-made ones: each a threshold of its own that no order of this benchmark reaches. */
    @Param("0")
    int segments;

    private final Outcome outcome = new Outcome();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
    private final CommandWriter writer = new CommandWriter(command);
    private final Random random = new Random(7);
    private Engine engine;
    private int workspaceId;
    private UnsafeBuffer ids;
    private WorkspaceView view;
    private SegmentEntry segment;
    private int orders;

    /** Fills the engine. */
    @Setup(Level.Trial)
    public void fill() {
        engine = new Engine(new EngineOptions(0, customers, 20_000_000));
        apply(Commands.advance(START_MILLIS));
        apply(Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
        workspaceId = outcome.id();
        for (int i = 0; i < segments; i++) {
            apply(Commands.createSegment(workspaceId, "s" + i, "amount_spent > " + (1_000_000_000 + i)));
        }
        ids = new UnsafeBuffer(new byte[customers * ID_LENGTH]);
        for (int i = 0; i < customers; i++) {
            ids.putStringWithoutLengthAscii(i * ID_LENGTH, String.format("c-%08d", i));
            order(i, START_MILLIS - random.nextLong(4 * MONTH_MILLIS));
        }
        view = engine.workspace(workspaceId);
        segment = view.segments().byName("Recent buyers (30 days)");
    }

    /** Frees the stores. */
    @TearDown(Level.Trial)
    public void close() {
        engine.close();
    }

    /** The road of a look-up without the wire: id to ordinal to bit. */
    boolean isRandomCustomerRecent() {
        int ordinal = view.ordinal(ids, random.nextInt(customers) * ID_LENGTH, ID_LENGTH);
        return view.isMember(ordinal, segment);
    }

    /** A new order, now, of a customer drawn at random. */
    long orderOfRandomCustomer() {
        order(random.nextInt(customers), START_MILLIS);
        return engine.sequence();
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
    }
}
