package io.muster.index;

import io.muster.index.answer.RecordEffect;
import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/** An engine with one workspace, spoken to in few words. */
final class Shop implements AutoCloseable {
    final Engine engine;
    final Outcome outcome = new Outcome();
    final int id;

    Shop(String zone, String now) {
        this(zone, now, ChangeListener.NONE, Pace.USUAL);
    }

    Shop(String zone, String now, ChangeListener changes, Pace pace) {
        engine = new Engine(new EngineOptions(0, 10_000, changes, pace));
        advance(now);
        id = command(Commands.createWorkspace("shop", zone, "EUR")).id();
    }

    @Override
    public void close() {
        engine.close();
    }

    Outcome command(byte[] bytes) {
        engine.apply(new UnsafeBuffer(bytes), 0, bytes.length, outcome);
        return outcome;
    }

    /** Does all the work that takes long; returns in how many steps. */
    int settle() {
        int steps = 0;
        for (; engine.hasWork(); steps++) {
            command(Commands.step());
        }
        return steps;
    }

    Outcome record(int kind, UnaryOperator<CommandWriter> fields) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = fields.apply(new CommandWriter(buffer).begin(0, kind, id));
        engine.apply(buffer, 0, writer.length(), outcome);
        return outcome;
    }

    RecordEffect whatIf(int kind, UnaryOperator<CommandWriter> fields) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = fields.apply(new CommandWriter(buffer).begin(0, kind, id));
        return engine.whatIf(id, buffer, 0, writer.length()).finish();
    }

    void advance(String now) {
        command(Commands.advance(Instant.parse(now).toEpochMilli()));
    }

    void advanceMillis(long now) {
        command(Commands.advance(now));
    }

    Outcome customer(String customer) {
        return record(CommandKind.CUSTOMER, writer -> writer.text(Tag.CUSTOMER, customer));
    }

    Outcome order(String order, String customer, String time, String total) {
        return record(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, order)
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, Instant.parse(time).toEpochMilli())
                        .decimal(Tag.TOTAL, Decimals.toMillionths(new BigDecimal(total))));
    }

    int segment(String name, String rule) {
        Outcome result = command(Commands.createSegment(id, name, rule));
        if (!result.accepted()) {
            throw new IllegalArgumentException(result.reason());
        }
        return result.id();
    }

    WorkspaceView view() {
        return engine.workspace(id);
    }

    boolean isMember(String segment, String customer) {
        byte[] utf8 = customer.getBytes(StandardCharsets.UTF_8);
        int ordinal = view().ordinal(new UnsafeBuffer(utf8), 0, utf8.length);
        return view().isMember(ordinal, view().segments().byName(segment));
    }

    /** The members' ids, read from the bitmap, after checking that published bits and size say the same. */
    TreeSet<String> members(String segment) {
        SegmentEntry entry = view().segments().byName(segment);
        RoaringBitmap bitmap = engine.members(id, entry.id());
        TreeSet<String> ids = new TreeSet<>();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        for (int ordinal = 0; ordinal < view().ordinals(); ordinal++) {
            if (bitmap.contains(ordinal) != view().isMember(ordinal, entry)) {
                throw new AssertionError("bitmap and bits of " + segment + " differ at ordinal " + ordinal);
            }
            if (bitmap.contains(ordinal)) {
                ids.add(buffer.getStringWithoutLengthUtf8(0, view().copyId(ordinal, buffer, 0)));
            }
        }
        if (ids.size() != view().cardinality(entry)) {
            throw new AssertionError(
                    "size of " + segment + ": found " + view().cardinality(entry) + ", expected " + ids.size());
        }
        return ids;
    }
}
