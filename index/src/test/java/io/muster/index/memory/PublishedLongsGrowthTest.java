package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.SavedParts;
import io.muster.index.snapshot.SnapshotException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That nothing is lost where a table goes over from pages of their own to pieces of huge memory. */
class PublishedLongsGrowthTest {
    private static final int FEW = 4 * Pages.ENTRIES;
    private static final int MANY = FEW + 2 * Pages.ENTRIES + 1_000;

    private final Random random = Seeds.random(PublishedLongsGrowthTest.class);
    private final PublishedLongs longs = new PublishedLongs();
    private final long[] expected = new long[MANY];

    @Test
    void shouldKeepAllValuesWhenThereAreManyPages() {
        set(0, MANY);
        check(longs, expected);
    }

    @Test
    void shouldKeepAllValuesWhenPagesComeInAnyOrder() {
        set(FEW, MANY);
        set(Pages.ENTRIES, FEW);
        set(0, Pages.ENTRIES);
        check(longs, expected);
    }

    @Test
    void shouldSaveWhatWasThereBeforePagesWereReplaced() throws SnapshotException {
        set(0, FEW);
        long[] before = expected.clone();
        SavedParts saved = new SavedParts(longs::freeze);
        set(FEW, MANY);
        set(0, Pages.ENTRIES);
        while (!saved.write()) {
            int index = random.nextInt(MANY);
            set(index, index + 1);
        }
        PublishedLongs restored = new PublishedLongs();
        restored.restore(saved.reader());
        check(restored, before);
        check(longs, expected);
    }

    @Test
    void shouldRestoreManyPages() throws SnapshotException {
        set(0, MANY);
        SavedParts saved = new SavedParts(longs::freeze);
        while (!saved.write()) {
            continue;
        }
        PublishedLongs restored = new PublishedLongs();
        restored.restore(saved.reader());
        check(restored, expected);
        restored.set(MANY + Pages.ENTRIES, 9);
        assertEquals(9, restored.get(MANY + Pages.ENTRIES));
        check(restored, expected);
    }

    private void set(int from, int to) {
        for (int index = from; index < to; index++) {
            expected[index] = random.nextLong();
            longs.set(index, expected[index]);
        }
    }

    private static void check(PublishedLongs found, long[] expected) {
        int[] indexes = new int[64];
        long[] values = new long[64];
        for (int from = 0; from + 64 <= expected.length; from += 64) {
            for (int i = 0; i < 64; i++) {
                indexes[i] = from + i;
            }
            indexes[63] = -1;
            found.get(indexes, 64, values);
            for (int i = 0; i < 63; i++) {
                assertEquals(expected[from + i], values[i]);
                assertEquals(expected[from + i], found.get(from + i));
            }
            assertEquals(0, values[63]);
        }
    }
}
