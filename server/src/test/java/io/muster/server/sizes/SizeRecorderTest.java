package io.muster.server.sizes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SizeRecorderTest {
    private static final Path DATA = Path.of("/data");
    private static final Path FILE = DATA.resolve(SizeStore.FILE_NAME);
    private static final SegmentKey ONE = new SegmentKey(1, 1);
    private static final SegmentKey TWO = new SegmentKey(2, 7);
    private static final long STEP = SizeHistory.STEP.toMillis();

    private final FaultyDisk disk = new FaultyDisk();
    private final Segments segments = new Segments();

    @BeforeEach
    void makeDirectory() throws IOException {
        disk.createDirectories(DATA);
    }

    @Test
    void shouldGoOnWhereItWasAfterARestart() {
        segments.sizes.putAll(Map.of(ONE, 5, TWO, 6));
        try (SizeRecorder recorder = open()) {
            look(recorder);
            segments.now += STEP;
            segments.sizes.put(ONE, 9);
            assertArrayEquals(new int[] {5, 9}, look(recorder).sizes().get(ONE));
        }
        segments.sizes.remove(TWO);
        try (SizeRecorder recorder = open()) {
            SizeHistory kept = look(recorder);
            assertArrayEquals(new long[] {10 * STEP, 11 * STEP}, kept.moments());
            assertArrayEquals(new int[] {5, 9}, kept.sizes().get(ONE));
            assertEquals(Set.of(ONE), kept.sizes().keySet());
        }
    }

    @Test
    void shouldKeepNothingOfWhatACrashMayTakeBack() throws IOException {
        segments.sizes.put(ONE, 5);
        segments.kept = segments.sequence - 1;
        try (SizeRecorder recorder = open()) {
            look(recorder);
        }
        assertFalse(disk.list(DATA).contains(FILE));
    }

    @Test
    void shouldBeginAnewWhereTheJournalEndsBefore() {
        segments.sizes.put(ONE, 5);
        try (SizeRecorder recorder = open()) {
            look(recorder);
        }
        segments.sequence--;
        segments.now += STEP;
        try (SizeRecorder recorder = open()) {
            assertArrayEquals(new long[] {11 * STEP}, look(recorder).moments());
        }
    }

    @Test
    void shouldNoticeAnyDamageAndTakeItForNothing() throws IOException {
        segments.sizes.put(ONE, 5);
        try (SizeRecorder recorder = open()) {
            look(recorder);
        }
        byte[] whole = disk.bytes(FILE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertLost(flipped);
        }
        for (int length = 0; length < whole.length; length++) {
            assertLost(Arrays.copyOf(whole, length));
        }
        disk.put(FILE, Arrays.copyOf(whole, whole.length - 2));
        assertEquals(SizeStore.Kept.NOTHING, SizeStore.in(disk, DATA).load());
    }

    @Test
    void shouldReadWhatVersion1Wrote() throws IOException {
        byte[] sample = SizeRecorderTest.class
                .getResourceAsStream("/samples/segment-sizes-1/segment-sizes")
                .readAllBytes();
        disk.put(FILE, sample);
        SizeStore.Kept kept = SizeStore.in(disk, DATA).load();
        assertEquals(812, kept.sequence());
        assertArrayEquals(
                new long[] {1_769_990_400_000L, 1_770_012_000_000L},
                kept.history().moments());
        assertArrayEquals(
                new int[] {SizeHistory.UNKNOWN, 120}, kept.history().sizes().get(new SegmentKey(1, 3)));
        assertEquals(new String(sample, UTF_8), new String(SizeText.write(kept.history(), 812), UTF_8));
    }

    @Test
    void shouldLookOnlyWhereThereAreSegments() {
        try (SizeRecorder recorder = open()) {
            assertEquals(0, look(recorder).moments().length);
        }
    }

    @Test
    void shouldLookAtSoManySegmentsAtMost() {
        for (int id = 0; id <= SizeHistory.MAX_SEGMENTS; id++) {
            segments.sizes.put(new SegmentKey(1, id), id);
        }
        try (SizeRecorder recorder = open()) {
            assertEquals(SizeHistory.MAX_SEGMENTS, look(recorder).sizes().size());
        }
    }

    private static void assertLost(byte[] bytes) {
        assertThrows(IOException.class, () -> SizeText.read("segment-sizes", bytes));
    }

    private SizeRecorder open() {
        return new SizeRecorder(SizeStore.in(disk, DATA), segments);
    }

    private static SizeHistory look(SizeRecorder recorder) {
        return recorder.history().join();
    }

    /** Segments that stand as they are put. */
    private static final class Segments implements SizedSegments {
        private final Map<SegmentKey, Integer> sizes = new HashMap<>();
        private volatile long now = 10 * STEP;
        private volatile long sequence = 100;
        private volatile long kept = 100;

        @Override
        public long nowMillis() {
            return now;
        }

        @Override
        public Map<SegmentKey, Integer> sizes(int most) {
            return sizes.entrySet().stream()
                    .limit(most)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public boolean has(SegmentKey segment) {
            return sizes.containsKey(segment);
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public long keptSequence() {
            return kept;
        }
    }
}
