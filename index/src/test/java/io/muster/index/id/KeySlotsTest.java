package io.muster.index.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.HugePages;
import io.muster.index.memory.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeySlotsTest {
    private static final long TOLD_APART = 0xFFFF_FFFF_8000_0000L;

    private final Random random = Seeds.random(KeySlotsTest.class);
    private final KeySlots slots = new KeySlots();
    private final Map<Long, Set<Integer>> model = new HashMap<>();

    @Test
    void shouldFindWhatAModelHasWhileKeysComeAndGo() {
        List<Long> hashes = new ArrayList<>();
        for (int number = 0; number < 120_000; number++) {
            boolean known = !hashes.isEmpty() && random.nextInt(10) == 0;
            long hash = known ? hashes.get(random.nextInt(hashes.size())) : random.nextLong();
            hashes.add(hash);
            slots.add(hash, number);
            model.computeIfAbsent(hash & TOLD_APART, unknown -> new HashSet<>()).add(number);
            if (random.nextInt(3) == 0) {
                remove(hashes.get(random.nextInt(hashes.size())));
            }
        }
        assertAll(hashes);
    }

    /** Hashes that differ in a few bits only stand side by side, so that closing a hole moves others. */
    @Test
    void shouldCloseHolesAmongThoseThatCrowd() {
        List<Long> hashes = new ArrayList<>();
        for (int number = 0; number < 20_000; number++) {
            long hash = (long) random.nextInt(16) << 60 | (long) random.nextInt(64) << 42 | random.nextInt(50) << 31L;
            hashes.add(hash);
            boolean added = sizeOf(hash) < 4;
            if (added) {
                slots.add(hash, number);
                model.computeIfAbsent(hash & TOLD_APART, unknown -> new HashSet<>())
                        .add(number);
            }
            remove(hashes.get(random.nextInt(hashes.size())));
        }
        assertAll(hashes);
    }

    /** A huge page would hold sixteen such tables. */
    @Test
    void shouldTakeNoHugePageForOneTable() {
        long before = HugePages.mappedBytes();
        for (int number = 0; number < 12_000; number++) {
            slots.add(random.nextLong(), number);
        }
        assertTrue(HugePages.mappedBytes() <= before, () -> HugePages.mappedBytes() - before + " bytes more");
    }

    @Test
    void shouldKeepTheLeastAndTheGreatestNumber() {
        slots.add(0, 0);
        slots.add(-1L, Integer.MAX_VALUE - 1);
        assertEquals(0, slots.first(0));
        assertEquals(Integer.MAX_VALUE - 1, slots.first(-1L));
        slots.remove(0, 0);
        assertEquals(KeySlots.NONE, slots.first(0));
    }

    @Test
    void shouldFindWhatWasFilledInAndWhatIsAddedThen() {
        slots.add(1L << 40, 7);
        KeyFilling filling = new KeyFilling(slots, 100_000);
        List<Long> hashes = new ArrayList<>();
        for (int number = 0; number < 300_000; number++) {
            long hash = random.nextLong();
            hashes.add(hash);
            model.computeIfAbsent(hash & TOLD_APART, unknown -> new HashSet<>()).add(number);
            if (number < 200_000) {
                filling.add(hash, number);
                if (number == 199_999) {
                    filling.finish();
                }
            } else {
                slots.add(hash, number);
            }
        }
        assertAll(hashes);
        assertEquals(KeySlots.NONE, slots.first(1L << 40));
    }

    @Test
    void shouldTakeLittleForFewAndTwentyOneBytesAtMostForMany() {
        assertEquals(128, slots.bytes());
        int many = 400_000;
        for (int number = 0; number < many; number++) {
            slots.add(random.nextLong(), number);
        }
        assertTrue(slots.bytes() <= 22L * many, () -> "found " + slots.bytes());
        assertTrue(slots.bytes() >= 10L * many, () -> "found " + slots.bytes());
    }

    @Test
    void shouldRefuseMoreOfOneHashThanATableHolds() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> {
            for (int number = 0; number < 20_000; number++) {
                slots.add(42, number);
            }
        });
        assertTrue(refused.getMessage().contains("whose hashes begin with the same"), refused.getMessage());
    }

    private void remove(long hash) {
        Set<Integer> numbers = model.getOrDefault(hash & TOLD_APART, Set.of());
        if (!numbers.isEmpty()) {
            int number = numbers.iterator().next();
            numbers.remove(number);
            slots.remove(hash, number);
            slots.remove(hash, number);
        }
    }

    private int sizeOf(long hash) {
        return model.getOrDefault(hash & TOLD_APART, Set.of()).size();
    }

    private void assertAll(List<Long> hashes) {
        for (long hash : hashes) {
            Set<Integer> found = new HashSet<>();
            for (int number = slots.first(hash); number != KeySlots.NONE; number = slots.next()) {
                assertTrue(found.add(number), () -> "twice: " + hash);
            }
            assertEquals(model.getOrDefault(hash & TOLD_APART, Set.of()), found, () -> "hash " + hash);
        }
    }
}
