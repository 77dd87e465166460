package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EngineSnapshotTest {
    private static final EngineOptions OPTIONS = new EngineOptions(0, 10_000);
    private static final int CUSTOMERS = 2_000;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Shop shop =
            new Shop("Europe/Skopje", "2026-05-01T12:00:00Z", ChangeListener.NONE, new Pace(64, 10, 1_024));

    @BeforeEach
    void fill() {
        System.out.println("seed: " + seed);
        for (int i = 0; i < CUSTOMERS; i++) {
            shop.order("o-" + i, "c-" + i, "2026-04-" + (10 + i % 20) + "T08:00:00Z", "10");
        }
        shop.settle();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldNotBeginWhileADefinitionIsBuilt() {
        shop.command(Commands.createSegment(shop.id, "spenders", "amount_spent > 5"));
        assertTrue(shop.engine.hasWork());
        assertNull(shop.engine.beginSnapshot());
        shop.settle();
        shop.engine.beginSnapshot().close();
    }

    @Test
    void shouldRefuseASecondWalk() {
        try (EngineSnapshot first = shop.engine.beginSnapshot()) {
            assertEquals(shop.engine.sequence(), first.sequence());
            assertThrows(IllegalStateException.class, shop.engine::beginSnapshot);
        }
        shop.engine.beginSnapshot().close();
    }

    @Test
    void shouldSaveTheSameAfterAWalkThatWasGivenUp() {
        SavedBlocks before = SavedBlocks.of(shop.engine.beginSnapshot());
        try (EngineSnapshot given = shop.engine.beginSnapshot()) {
            given.step((kind, buffer, offset, length) -> {});
        }
        assertEquals(-1, before.mismatch(SavedBlocks.of(shop.engine.beginSnapshot())));
    }

    @Test
    void shouldSaveWorkspacesAsTheyWereWhileSomeGoAndOthersCome() throws SnapshotException {
        int other =
                shop.command(Commands.createWorkspace("other", "UTC", "USD")).id();
        SavedBlocks expected = SavedBlocks.of(shop.engine.beginSnapshot());
        SavedBlocks found = new SavedBlocks();
        try (EngineSnapshot snapshot = shop.engine.beginSnapshot()) {
            shop.command(Commands.createWorkspace("third", "UTC", "USD"));
            shop.command(Commands.deleteWorkspace(other));
            shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "c-7"));
            shop.command(Commands.deleteWorkspace(shop.id));
            while (snapshot.step(found)) {
                shop.command(Commands.advance(shop.engine.toldMillis() + random.nextInt(86_400_000)));
            }
        }
        assertEquals(-1, expected.mismatch(found));
        try (Engine restored = Engine.restore(OPTIONS, found.source())) {
            assertEquals(2, restored.workspaces().size());
            assertEquals(CUSTOMERS, restored.workspace("shop").customers());
            assertTrue(restored.workspace("shop")
                            .ordinal(new UnsafeBuffer("c-7".getBytes(StandardCharsets.UTF_8)), 0, 3)
                    >= 0);
        }
        assertNull(shop.engine.workspace("shop"));
        assertEquals(0, shop.engine.status().workspaces().getFirst().customers());
    }

    @Test
    void shouldRefuseWhatIsCutShort() {
        SavedBlocks saved = SavedBlocks.of(shop.engine.beginSnapshot());
        for (int i = 0; i < 40; i++) {
            int count = 1 + random.nextInt(saved.size());
            int length = random.nextInt(saved.length(count - 1));
            SnapshotException refused = assertThrows(
                    SnapshotException.class,
                    () -> Engine.restore(OPTIONS, saved.cut(count, length).source()));
            assertTrue(refused.getMessage().startsWith("snapshot, block "), refused.getMessage());
        }
    }

    @Test
    void shouldRefuseABlockOfAnotherFormatOrVersionByName() {
        SavedBlocks saved = SavedBlocks.of(shop.engine.beginSnapshot());
        assertRefused(
                saved.with(0, saved.kind(0) + 1, 0, 0),
                "snapshot, block 1, engine: kind of block: found 0x4d530002, expected 0x4d530001"
                        + " (engine state, version 1)");
        assertRefused(
                saved.with(0, saved.kind(0), 0, 2),
                "snapshot, block 1, engine: layout: found version 3, expected version 1");
        assertRefused(
                saved.with(0, saved.kind(0), 2, 2),
                "snapshot, block 1, engine: structure: found int pages, expected engine");
    }

    @Test
    void shouldThrowNothingElseForAnyBitThatIsFlipped() {
        SavedBlocks saved = SavedBlocks.of(shop.engine.beginSnapshot());
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            int at = random.nextInt(saved.length(0));
            try (Engine restored = Engine.restore(
                    OPTIONS,
                    saved.with(0, saved.kind(0), at, 1 << random.nextInt(8)).source())) {
                assertTrue(restored.sequence() >= 0);
            } catch (SnapshotException damaged) {
                refused++;
            }
        }
        assertTrue(refused > 0, "some flips are seen without a checksum");
    }

    private static void assertRefused(SavedBlocks blocks, String message) {
        SnapshotException refused =
                assertThrows(SnapshotException.class, () -> Engine.restore(OPTIONS, blocks.source()));
        assertEquals(message, refused.getMessage());
    }
}
