package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SavedParts;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what was there at the beginning is what is saved, whatever is changed while it is. */
final class FrozenMemoryTest {
    private static final int ENTRIES = 3 * Pages.ENTRIES + 1_000;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("seed: " + seed);
    }

    @Test
    void shouldSaveLongsAsTheyWereWhileOthersAreSet() throws SnapshotException {
        LongPages pages = new LongPages(-1);
        long[] expected = new long[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            expected[i] = random.nextLong();
            pages.set(i, expected[i]);
        }
        SavedParts saved = new SavedParts(pages::freeze);
        do {
            for (int i = 0; i < 500; i++) {
                pages.set(random.nextInt(2 * ENTRIES), random.nextLong());
            }
        } while (!saved.write());
        assertTrue(saved.asideBytes() > 0, "something was kept");
        LongPages restored = new LongPages(-1);
        restored.restore(saved.reader());
        for (int i = 0; i < ENTRIES; i++) {
            assertEquals(expected[i], restored.get(i));
        }
        for (int i = ENTRIES; i < 2 * ENTRIES; i++) {
            assertEquals(-1, restored.get(i));
        }
    }

    @Test
    void shouldSaveIntsAsTheyWereWhilePagesGrow() throws SnapshotException {
        IntPages pages = new IntPages(7);
        PublishedInts published = new PublishedInts();
        for (int i = 0; i < 1_000; i++) {
            pages.set(i, i);
            published.set(i, i + 1);
        }
        SavedParts saved = new SavedParts(into -> {
            pages.freeze(into);
            published.freeze(into);
        });
        for (int i = 0; i < 5_000; i++) {
            pages.set(i, -i);
            published.set(i, -i);
        }
        while (!saved.write()) {
            pages.set(random.nextInt(5_000), 0);
        }
        IntPages restored = new IntPages(7);
        PublishedInts restoredPublished = new PublishedInts();
        StateReader reader = saved.reader();
        restored.restore(reader);
        restoredPublished.restore(reader);
        for (int i = 0; i < 5_000; i++) {
            assertEquals(i < 1_000 ? i : 7, restored.get(i));
            assertEquals(i < 1_000 ? i + 1 : 0, restoredPublished.get(i));
        }
        assertEquals(1_024 * Integer.BYTES, restored.bytes());
    }

    @Test
    void shouldSaveWordsAsTheyWereWhileBitsAreClearedPageByPage() throws SnapshotException {
        PublishedLongs words = new PublishedLongs();
        for (int i = 0; i < 2 * Pages.ENTRIES; i++) {
            words.set(i, -1);
        }
        SavedParts saved = new SavedParts(words::freeze);
        words.clearBits(0, 1);
        boolean written = false;
        for (int i = 0; i < 3; i++) {
            written = saved.write();
        }
        words.clearBits(1, 2);
        while (!written) {
            written = saved.write();
        }
        PublishedLongs restored = new PublishedLongs();
        restored.restore(saved.reader());
        for (int i = 0; i < 2 * Pages.ENTRIES; i++) {
            assertEquals(-1, restored.get(i));
        }
        assertEquals(-2, words.get(0));
        assertEquals(-3, words.get(Pages.ENTRIES));
    }

    @Test
    void shouldSaveBlobsAsTheyWereWhileSomeAreErasedAndAppended() throws SnapshotException {
        ByteArena arena = new ByteArena();
        List<Long> handles = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            byte[] blob = new byte[i == 17_000 ? 3 << 20 : 1 + random.nextInt(200)];
            random.nextBytes(blob);
            handles.add(arena.append(new UnsafeBuffer(blob), 0, blob.length));
            expected.add(blob);
        }
        arena.erase(handles.get(5));
        SavedParts saved = new SavedParts(arena::freeze);
        do {
            for (int i = 0; i < 200; i++) {
                arena.erase(handles.get(random.nextInt(handles.size())));
                arena.append(new UnsafeBuffer(new byte[100]), 0, 100);
            }
        } while (!saved.write());
        ByteArena restored = new ByteArena();
        restored.restore(saved.reader());
        assertEquals(0, restored.length(handles.get(5)));
        for (int i = 0; i < handles.size(); i++) {
            byte[] blob = expected.get(i);
            assertEquals(i != 5, restored.matches(handles.get(i), new UnsafeBuffer(blob), 0, blob.length), "blob " + i);
        }
        long next = restored.append(new UnsafeBuffer(new byte[] {1, 2}), 0, 2);
        assertTrue(next > handles.getLast(), "appended behind the others");
    }

    @Test
    void shouldKeepNothingOnceItIsReleased() {
        LongPages pages = new LongPages(0);
        for (int i = 0; i < ENTRIES; i++) {
            pages.set(i, i);
        }
        SavedParts saved = new SavedParts(pages::freeze);
        saved.release();
        pages.set(ENTRIES - 1, 5);
        assertEquals(0, saved.asideBytes());
    }

    @Test
    void shouldRefuseAPageOfAnotherStructure() {
        IntPages pages = new IntPages(0);
        pages.set(1, 1);
        SavedParts saved = new SavedParts(pages::freeze);
        while (!saved.write()) {
            continue;
        }
        SnapshotException refused =
                assertThrows(SnapshotException.class, () -> new LongPages(0).restore(saved.reader()));
        assertEquals(
                "snapshot, block 1, long pages: structure: found int pages, expected long pages", refused.getMessage());
    }
}
