package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.EngineSnapshot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SnapshotPiecesTest {
    private static final int SEGMENTS = 400;
    private static final int STEP_BYTES = 512 * 1024;

    /** A block that was not full is given with the first value that does not fit; a part goes on to its end. */
    private static final int MORE_BYTES = 2 * 256 * 1024;

    private final Shop shop =
            new Shop("Europe/Skopje", "2026-05-01T12:00:00Z", ChangeListener.NONE, new Pace(64, 10, 1_024));

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldSaveDefinitionsAndSpellingsAsTheyWere() {
        for (int i = 0; i < SEGMENTS; i++) {
            shop.segment("tagged " + i, "customer_tags CONTAINS 'vip-" + i % 7 + "' AND amount_spent > " + i);
        }
        shop.segment("named", "customer_tags CONTAINS 'vip-3'");
        shop.segment("referring", "segment = 'named'");
        shop.order("o-1", "c-1", "2026-04-01T08:00:00Z", "10");
        shop.settle();
        SavedBlocks expected = SavedBlocks.of(shop.engine.beginSnapshot());
        SavedBlocks found = new SavedBlocks();
        try (EngineSnapshot snapshot = shop.engine.beginSnapshot()) {
            shop.record(
                    CommandKind.CUSTOMER,
                    writer -> writer.text(Tag.CUSTOMER, "c-1").texts(Tag.TAGS, List.of("ViP-3")));
            SegmentEntry named = shop.view().segments().byName("named");
            assertTrue(shop.command(Commands.updateSegment(shop.id, named.id(), "other", "amount_spent > 3"))
                    .accepted());
            shop.settle();
            shop.segment("one more", "amount_spent > 5");
            while (snapshot.step(found)) {
                shop.settle();
            }
        }
        assertEquals(-1, expected.mismatch(found));
        assertTrue(shop.isMember("other", "c-1"));
    }

    @Test
    void shouldGiveManyCriteriaOfFewBytesInSteps() {
        for (int i = 0; i < 3 * SEGMENTS; i++) {
            shop.segment("spent " + i, "amount_spent > " + i);
            shop.settle();
        }
        int steps = 1;
        long[] given = new long[1];
        try (EngineSnapshot snapshot = shop.engine.beginSnapshot()) {
            while (snapshot.step((kind, buffer, offset, length) -> given[0] += length)) {
                steps++;
            }
        }
        assertTrue(given[0] < STEP_BYTES, () -> "in all: " + given[0]);
        int found = steps;
        assertTrue(found >= 4, () -> "steps: " + found);
    }

    @Test
    void shouldGiveLongRulesInSteps() {
        String long40 = "x".repeat(40_000);
        for (int i = 0; i < SEGMENTS / 10; i++) {
            shop.segment("long " + i, "customer_tags CONTAINS '" + i + long40.substring(i) + "'");
            shop.settle();
        }
        long[] given = new long[2];
        try (EngineSnapshot snapshot = shop.engine.beginSnapshot()) {
            boolean more = true;
            while (more) {
                long before = given[0];
                more = snapshot.step((kind, buffer, offset, length) -> given[0] += length);
                given[1] = Math.max(given[1], given[0] - before);
            }
        }
        assertTrue(given[0] > 2 * STEP_BYTES, () -> "in all: " + given[0]);
        assertTrue(given[1] <= STEP_BYTES + MORE_BYTES, () -> "in one step: " + given[1]);
    }
}
