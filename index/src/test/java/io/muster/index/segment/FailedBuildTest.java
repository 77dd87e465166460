package io.muster.index.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.Pace;
import io.muster.index.SegmentEntry;
import io.muster.index.change.ChangeListener;
import io.muster.index.change.Changes;
import io.muster.index.record.Decimals;
import io.muster.index.store.ProfileBytes;
import io.muster.index.store.ScratchKeys;
import io.muster.index.time.EngineTime;
import io.muster.index.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class FailedBuildTest {
    private static final int CUSTOMERS = 100;
    private static final long ONE_HOUR_MILLIS = 3_600_000;

    private final EngineTime time = new EngineTime(1_000_000_000_000L);
    private final WorkspaceState state = new WorkspaceState(
            1,
            ZoneId.of("UTC"),
            "EUR",
            ONE_HOUR_MILLIS,
            time,
            ProfileBytes.NONE,
            new ScratchKeys(),
            new Changes(ChangeListener.NONE, time),
            Pace.USUAL.usualRows());
    private final RuleCompiler compiler = new RuleCompiler(state.schema, state.days, state.functions, state.history());
    private boolean failing;
    private final Definitions definitions =
            new Definitions(state.segments, compiler, this::ordinals, new PreparedRules(), 0);

    @Test
    void shouldLeaveTheOldDefinitionWhenTheNewOneCanNotBeBuilt() {
        int id = build("number_of_orders > 50", "loyal");
        int referring = build("SEGMENT = 'loyal' AND number_of_orders < 60", "nearly");
        int criteria = state.schema.criteria();
        SegmentEntry before = state.segments.catalog().byId(id);
        definitions.redefine(before, "loyal", "number_of_orders > 10 AND birthday IS NULL", 0);
        definitions.step();
        definitions.step();
        definitions.step();
        failing = true;
        definitions.step();
        failing = false;
        assertFalse(definitions.isBuilding());
        assertTrue(definitions.failure(id).contains("out of room"));
        settle();
        assertEquals(before, state.segments.catalog().byId(id));
        assertEquals(RoaringBitmap.bitmapOf(range(51, 100)), state.segments.members(id));
        assertEquals(RoaringBitmap.bitmapOf(range(51, 60)), state.segments.members(referring));
        assertEquals(criteria, state.schema.criteria());

        state.schema.numberOfOrders.set(3, 55 * Decimals.ONE);
        state.segments.commit();
        assertTrue(state.segments.members(referring).contains(3));
        definitions.redefine(before, "loyal", "number_of_orders > 10", 0);
        settle();
        assertNull(definitions.failure(id));
        assertEquals(2, state.segments.catalog().byId(id).version());
        assertEquals(90, state.segments.members(id).getCardinality());
    }

    private int build(String rule, String name) {
        if (state.living.isEmpty()) {
            for (int i = 0; i < CUSTOMERS; i++) {
                UnsafeBuffer id = new UnsafeBuffer(("c-" + i).getBytes(StandardCharsets.UTF_8));
                int ordinal = state.ids.add(id, 0, id.capacity());
                state.living.add(ordinal);
                state.schema.numberOfOrders.set(ordinal, i * Decimals.ONE);
            }
        }
        int id = definitions.create(name, rule);
        settle();
        return id;
    }

    private void settle() {
        while (definitions.hasWork()) {
            definitions.step();
        }
    }

    private int ordinals() {
        if (failing) {
            throw new IllegalStateException("memory: found it out of room, expected some");
        }
        return state.ids.ordinals();
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
